import { FileError } from '@unet/files';

/** A file and the stem that pairs it with another: as a rule its name without the extension. */
export interface NamedFile {
  readonly stem: string;
  /** What messages call it. */
  readonly path: string;
}

/** Paths by stem, in natural order of the paths: 2.png before 10.png. */
export type FilesByStem = ReadonlyMap<string, string>;

/** An image file and the label file that belongs to it. */
export interface FilePair {
  readonly stem: string;
  readonly image: string;
  readonly label: string;
}

// Also with a line break in its name.
const imageName = /^[^.].*\.(png|tiff?|jpe?g)$/is;

const naturalOrder = new Intl.Collator('en', { numeric: true });

/** Whether a file, by its name without folders, is one that is read as an image: .png, .tif, .tiff, .jpg, .jpeg, and not hidden. */
export function isImageName(name: string): boolean {
  return imageName.test(name);
}

/**
 * Orders files by path and looks them up by stem.
 * @throws FileError for two files of one stem
 * @example
 * filesByStem([{ stem: '10', path: 'image/10.png' }, { stem: '2', path: 'image/2.png' }]); // '2' first
 */
export function filesByStem(files: readonly NamedFile[]): FilesByStem {
  const sorted = [...files].sort((one, other) => naturalOrder.compare(one.path, other.path));
  const found = new Map<string, string>();
  for (const { stem, path } of sorted) {
    const other = found.get(stem);
    if (other !== undefined) throw new FileError(`has the same name as ${other}`, { file: path });
    found.set(stem, path);
  }
  return found;
}

/**
 * Pairs images and labels of one stem, in the order of the images. One image and one label (two stacks) are a pair whatever
 * they are called.
 * @param places what messages call the places where the images and the labels were looked for
 * @param words what they call one of each
 * @throws FileError that names an image without label, or a label without image
 * @example
 * const images = filesByStem([{ stem: '1', path: 'image/1.png' }]);
 * const labels = filesByStem([{ stem: '1', path: 'label/1.tif' }]);
 * pairByStem(images, labels, { images: 'image', labels: 'label' }); // { stem: '1', image: 'image/1.png', label: 'label/1.tif' }
 */
export function pairByStem(
  images: FilesByStem,
  labels: FilesByStem,
  places: { readonly images: string; readonly labels: string },
  words: { readonly image: string; readonly label: string } = { image: 'image', label: 'label' },
): FilePair[] {
  if (images.size === 1 && labels.size === 1) {
    const [stem, image] = [...images][0]!;
    return [{ stem, image, label: [...labels.values()][0]! }];
  }
  for (const [stem, label] of labels) {
    if (images.has(stem)) continue;
    throw new FileError(`${words.label} has no ${words.image} "${stem}" in ${places.images}`, { file: label });
  }
  return Array.from(images, ([stem, image]) => {
    const label = labels.get(stem);
    if (label === undefined) {
      throw new FileError(`${words.image} has no ${words.label} "${stem}" in ${places.labels}`, { file: image });
    }
    return { stem, image, label };
  });
}
