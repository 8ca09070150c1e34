import { FileError } from '@unet/files';
import { checkSize } from '../decode-limits.ts';
import { type PlaneOrder, planeOrder } from './plane-order.ts';
import { type TiffDirectory, type TiffFile, tagText, tagValues } from './tiff-directory.ts';
import type { TiffPage } from './tiff-page.ts';

/** The pages that make an image: one, or one a channel, all of one size and kind. */
export type TiffImage = readonly [TiffPage, ...TiffPage[]];

const tags = { newSubfileType: 254, subfileType: 255, description: 270, photometric: 262 } as const;

/**
 * The directories of images: without those that say of themselves that they are a reduced copy or a mask of another (NewSubfileType, TIFF 6.0
 * section 8), unless there is nothing else.
 */
export function fullDirectories(file: TiffFile, directories: readonly TiffDirectory[]): readonly TiffDirectory[] {
  const full = directories.filter((directory) => {
    const [kind = 0] = tagValues(file, directory, tags.newSubfileType) ?? [];
    const [formerKind = 1] = tagValues(file, directory, tags.subfileType) ?? [];
    // Bit 0: reduced, bit 2: a transparency mask. Of the older tag 2 is reduced.
    return (kind & 0b101) === 0 && formerKind !== 2;
  });
  return full.length > 0 ? full : directories;
}

/**
 * Makes images of pages by what the first one describes: ImageJ's stacks, of which all but the first plane may have no directory; planes that are
 * channels of one image, by ImageJ, OME-XML and tifffile; and pages whose channels are the slices of a stack that tifffile took for colours.
 * What does not fit the pages is passed over: then each is an image.
 * @param directory of the first page
 */
export function imagesOfPages(
  file: TiffFile,
  directory: TiffDirectory,
  pages: readonly [TiffPage, ...TiffPage[]],
  maxPixels: number,
): TiffImage[] {
  const order = planeOrder(tagText(file, directory, tags.description) ?? '', pages[0]);
  if (order === undefined) return pages.map((page) => [page]);
  const planes = planesOf(file, pages, order);
  return gather(planes, order, maxPixels) ?? planes.map((page) => [page]);
}

/** All planes of the file, each a page. */
function planesOf(file: TiffFile, pages: readonly [TiffPage, ...TiffPage[]], order: PlaneOrder): readonly TiffPage[] {
  if (order.planarSlices) return pages.flatMap(slicesOfPlanes);
  if (pages.length > 1 || order.planes === 1 || !order.isContiguous) return pages;
  const [first] = pages;
  return undescribedPlanes(file, first, order.planes) ?? pages;
}

/** The planes behind the first one, which have no directory: uncompressed, one after the other. */
function undescribedPlanes(file: TiffFile, first: TiffPage, count: number): TiffPage[] | undefined {
  const { parts } = first.segments;
  const [{ offset: begin }] = parts as [(typeof parts)[number]];
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  let end = begin;
  for (const part of parts) {
    if (part.offset !== end) return undefined;
    end += part.length;
  }
  if (first.compression !== 1) return undefined;
  if (begin + count * length > file.source.length) {
    throw new FileError(`TIFF ends early: it says that it holds ${count} images, and has room for fewer`);
  }
  return Array.from({ length: count }, (_, plane) => {
    const moved = parts.map((part) => ({ ...part, offset: part.offset + plane * length }));
    return { ...first, segments: { ...first.segments, parts: moved } };
  });
}

/** The channels of a page, each with segments of its own, as pages of one channel. */
function slicesOfPlanes(page: TiffPage): TiffPage[] {
  const { parts, across, down } = page.segments;
  return Array.from({ length: page.samples }, (_, plane) => ({
    ...page,
    samples: 1,
    alpha: false,
    segments: { ...page.segments, parts: parts.slice(plane * across * down, (plane + 1) * across * down) },
  }));
}

/** Joins the planes that are channels of one image; undefined where they cannot be. */
function gather(planes: readonly TiffPage[], order: PlaneOrder, maxPixels: number): TiffImage[] | undefined {
  const { channels } = order;
  const [first] = planes as [TiffPage];
  if (channels === 1 || planes.length !== order.planes) return undefined;
  const isAlike = planes.every(
    ({ width, height, samples, bitDepth, format, colourMap, whiteIsZero, orientation }) =>
      width === first.width &&
      height === first.height &&
      samples === 1 &&
      bitDepth === first.bitDepth &&
      format === first.format &&
      colourMap === undefined &&
      whiteIsZero === first.whiteIsZero &&
      orientation === first.orientation,
  );
  if (!isAlike) return undefined;
  checkSize(first.width, first.height, channels, maxPixels);
  const images: TiffPage[][] = Array.from({ length: planes.length / channels }, () => []);
  for (const [index, plane] of planes.entries()) {
    const { image, channel } = order.placeOf(index);
    images[image]![channel] = plane;
  }
  return images as unknown as TiffImage[];
}
