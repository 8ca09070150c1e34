/** Words by which people name what is a label, in files and folders. */
const labelWords = new Set(
  'label labels mask masks seg segmentation segmentations gt truth groundtruth annotation annotations'.split(' '),
);

/** Words that say no more than that a file is the image. */
const imageWords = new Set('image images img imgs volume vol raw em input inputs slice slices'.split(' '));

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A file's name without folders and extension. */
export function plainStem(path: string): string {
  return fileName(path).replace(/\.[^.]*$/, '');
}

/** A file's name without the words that only say whether it is an image or a label: `train` of `train-labels.tif`. */
export function wordlessStem(path: string): string {
  const stem = plainStem(path);
  const rest = wordsOf(stem).filter((word) => !labelWords.has(word) && !imageWords.has(word));
  return rest.length > 0 ? rest.join('-') : stem;
}

/** Whether a file is a label: by the nearest of its folders whose name says so, else by its own name. */
export function isLabelPath(path: string): boolean {
  const folders = path.split('/').slice(0, -1).reverse();
  for (const folder of folders) {
    if (labelWords.has(folder.toLowerCase())) return true;
    if (imageWords.has(folder.toLowerCase())) return false;
  }
  return wordsOf(plainStem(path)).some((word) => labelWords.has(word));
}

/** Runs of letters, told apart by capitals too, and of digits: `trainLabels07` is train, labels, 07. */
function wordsOf(stem: string): string[] {
  const words = stem.match(/\p{Lu}?\p{Ll}+|\p{Lu}+|\p{Lo}+|\p{N}+/gu) ?? [];
  return words.map((word) => word.toLowerCase());
}
