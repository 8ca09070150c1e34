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

/** A path without its last part; empty where it has no folder. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The folder that holds all paths, with the stroke at its end; empty where there is none. */
export function commonFolder(paths: readonly string[]): string {
  let common = folderOf(paths[0]!).split('/');
  for (const path of paths) {
    const parts = folderOf(path).split('/');
    const other = common.findIndex((part, index) => part !== parts[index]);
    if (other >= 0) common = common.slice(0, other);
  }
  return common.length === 0 || common.join('/') === '' ? '' : `${common.join('/')}/`;
}

/** A file's name without folders and extension; `.ome.tif` is one. */
export function plainStem(path: string): string {
  return fileName(path).replace(/(\.ome)?\.[^.]*$/i, '');
}

/** A file's name without the words that only say whether it is an image or a label: `train` of `train-labels.tif`. */
export function wordlessStem(path: string): string {
  const stem = plainStem(path);
  const rest = wordsOf(stem).filter((word) => !labelWords.has(word) && !imageWords.has(word));
  return rest.length > 0 ? rest.join('-') : stem;
}

/** What the name of a folder says of the files in it. */
export function kindOfFolder(name: string): 'images' | 'labels' | undefined {
  const word = name.toLowerCase();
  if (labelWords.has(word) || word === 'ground_truth') return 'labels';
  return imageWords.has(word) ? 'images' : undefined;
}

/** Whether a file is a label: by the nearest of its folders whose name says so, else by its own name. */
export function isLabelPath(path: string): boolean {
  const folders = path.split('/').slice(0, -1).reverse();
  const kind = folders.map(kindOfFolder).find((found) => found !== undefined);
  if (kind !== undefined) return kind === 'labels';
  return wordsOf(plainStem(path)).some((word) => labelWords.has(word));
}

/** Whether a file is what Cellpose writes beside its masks. */
export function isSideOutput(path: string): boolean {
  return /_(flows(_\d)?|cellprob|cp_output)$/.test(plainStem(path));
}

/** Runs of letters, told apart by capitals too, and of digits: `trainLabels07` is train, labels, 07. Cellpose's `cp_masks` is masks. */
function wordsOf(stem: string): string[] {
  const words = stem.replace(/_cp_masks$/, '_masks').match(/\p{Lu}?\p{Ll}+|\p{Lu}+|\p{Lo}+|\p{N}+/gu) ?? [];
  return words.map((word) => word.toLowerCase());
}
