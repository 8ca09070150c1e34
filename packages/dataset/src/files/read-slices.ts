import { FileError, placeError } from '@unet/files';
import { decodePages, fitScaling, type RawImage, toImageArrays } from '@unet/image-io/arrays';
import { pageName } from '@unet/image-io/internal';
import type { ImageArray, Scaling } from '@unet/tensor/arrays';
import type { DraftSlice } from '../draft-slice.ts';
import type { FoundSlice } from './found-slices.ts';

/** How grey values are scaled if nothing is said: it does not matter then in how many bits a file holds them. */
export const defaultScaling: Scaling = { kind: 'percentile', low: 1, high: 99.8 };

/** Options of {@link readSlices}. */
export interface ReadSlicesOptions {
  /** The bytes of a file; images and labels that are given apart may have the same paths. */
  readonly read: (path: string, kind: 'image' | 'label') => Promise<Uint8Array>;
  /** How stored values become grey values; default by their type. Percentiles get their floors from these files. */
  readonly scaling?: Scaling | undefined;
  /** All slices together must have no more pixels; default any number. */
  readonly maxPixels?: number;
  /** Hears how many of how many files are decoded, and which is next; waited for. */
  readonly onFile?: (done: number, total: number, file: string) => unknown;
  /** Hears what each file holds, as it is stored. */
  readonly onPages?: (file: string, pages: readonly RawImage[]) => void;
}

/** Slices that were read. */
export interface ReadSlices {
  readonly drafts: readonly DraftSlice[];
  /** By which they were scaled, which is to be kept with the network; undefined: by type. */
  readonly scaling: Scaling | undefined;
}

/**
 * Decodes the files of slices: pages of stacks are paired by number, channels in files of their own become one image, and a file an object one
 * label of numbered objects. Colour images become grey where all of them are grey in truth.
 * @throws FileError that names the file
 */
export async function readSlices(found: readonly FoundSlice[], options: ReadSlicesOptions): Promise<ReadSlices> {
  const { read, scaling: wanted, maxPixels = Number.POSITIVE_INFINITY, onFile, onPages } = options;
  const total = found.reduce((sum, { images, labels }) => sum + images.length + labels.length, 0);
  let done = 0;
  let pixels = 0;
  const pagesOf: PagesOf = async (file, kind) => {
    await onFile?.(done, total, file);
    const pages = await placed(file, async () => decodePages(await read(file, kind), { maxPixels: 2 ** 28 }));
    done++;
    onPages?.(file, pages);
    return pages;
  };
  const files: { readonly slice: FoundSlice; readonly channels: RawImage[][]; readonly labels: readonly RawImage[] }[] =
    [];
  for (const slice of found) {
    const channels: RawImage[][] = [];
    for (const file of slice.images) channels.push([...(await pagesOf(file, 'image'))]);
    pixels += channels[0]!.reduce((sum, { height, width }) => sum + height * width, 0);
    if (pixels > maxPixels) {
      throw new FileError(`too many pixels: at most ${maxPixels} together`, { file: slice.images[0] });
    }
    files.push({ slice, channels, labels: await labelsOf(slice, pagesOf) });
  }
  const scaling =
    wanted &&
    fitScaling(
      files.flatMap(({ channels }) => channels),
      wanted,
    );
  const drafts: DraftSlice[] = [];
  for (const { slice, channels, labels } of files) {
    const images = imagesOf(slice.images, channels, scaling);
    const [imageFile, labelFile] = [slice.images[0]!, slice.labels[0]!];
    if (labels.length !== images.length) {
      const difference = `has ${labels.length} pages, but ${imageFile} has ${images.length}`;
      throw new FileError(difference, { file: labelFile });
    }
    for (const [page, image] of images.entries()) {
      drafts.push({
        name: pageName(slice.name, page, images.length),
        imageFile,
        labelFile,
        image,
        label: labels[page]!,
      });
    }
  }
  const isColoured = drafts.some(({ image }) => image.channels === 3 && !isGrey(image));
  return {
    drafts: isColoured ? drafts : drafts.map((draft) => ({ ...draft, image: firstOfThree(draft.image) })),
    scaling,
  };
}

type PagesOf = (file: string, kind: 'image' | 'label') => Promise<readonly RawImage[]>;

/** The pages of an image, whose channels may be in files of their own. */
function imagesOf(
  files: readonly string[],
  pages: readonly (readonly RawImage[])[],
  scaling: Scaling | undefined,
): ImageArray[] {
  const channels = files.map((file, index) => {
    const own = pages[index]!;
    if (own.length !== pages[0]!.length) {
      throw new FileError(`has ${own.length} pages, but ${files[0]} has ${pages[0]!.length}`, { file });
    }
    try {
      return toImageArrays(own, { scaling });
    } catch (error) {
      throw placeError(error, { file });
    }
  });
  return pages[0]!.map((_, page) =>
    joinChannels(
      channels.map((own) => own[page]!),
      files,
    ),
  );
}

function joinChannels(parts: readonly ImageArray[], files: readonly string[]): ImageArray {
  const [first] = parts as [ImageArray];
  if (parts.length === 1) return first;
  const { height, width } = first;
  const channels = parts.reduce((sum, part) => sum + part.channels, 0);
  const data = new Float32Array(height * width * channels);
  let channel = 0;
  for (const [index, part] of parts.entries()) {
    if (part.height !== height || part.width !== width) {
      const sizes = `has ${part.height} x ${part.width} pixels, but ${files[0]} has ${height} x ${width}`;
      throw new FileError(sizes, { file: files[index] });
    }
    for (let own = 0; own < part.channels; own++, channel++) {
      for (let pixel = 0; pixel < height * width; pixel++) {
        data[pixel * channels + channel] = part.data[pixel * part.channels + own]!;
      }
    }
  }
  return { height, width, channels, data };
}

/** The pages of a label; of a file an object one page, on which objects have the numbers of their files. */
async function labelsOf({ labels }: FoundSlice, pagesOf: PagesOf): Promise<readonly RawImage[]> {
  if (labels.length === 1) return pagesOf(labels[0]!, 'label');
  let whole: (RawImage & { readonly data: Uint32Array }) | undefined;
  for (const [index, file] of labels.entries()) {
    const pages = await pagesOf(file, 'label');
    const [{ height, width, channels, data }] = pages as [RawImage];
    whole ??= { height, width, channels: 1, bitDepth: 32, format: 'uint', data: new Uint32Array(height * width) };
    if (pages.length > 1 || whole.height !== height || whole.width !== width) {
      const sizes = `has ${pages.length} x ${height} x ${width} pixels, but ${labels[0]} has 1 x ${whole.height} x ${whole.width}`;
      throw new FileError(sizes, { file });
    }
    for (let pixel = 0; pixel < height * width; pixel++) {
      if (data[pixel * channels] !== 0) whole.data[pixel] = index + 1;
    }
  }
  return [whole!];
}

/** Whether red, green and blue are the same everywhere. */
function isGrey({ data }: ImageArray): boolean {
  for (let red = 0; red < data.length; red += 3) {
    if (data[red] !== data[red + 1] || data[red] !== data[red + 2]) return false;
  }
  return true;
}

function firstOfThree(image: ImageArray): ImageArray {
  if (image.channels !== 3) return image;
  const data = Float32Array.from({ length: image.height * image.width }, (_, pixel) => image.data[3 * pixel]!);
  return { ...image, channels: 1, data };
}

/** Runs `work`; what it throws becomes a FileError that names `file`. */
async function placed<T>(file: string, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw placeError(error, { file });
  }
}
