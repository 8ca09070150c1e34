/**
 * How files of images and labels are paired and read together, for the programs of this repository that read files elsewhere than in Node. It may change in
 * any release.
 * @module
 */

export { labelsOfFiles, type PageOfFile } from './labels-of-files.ts';
export {
  type FilePair,
  type FilesByStem,
  filesByStem,
  isImageName,
  type NamedFile,
  pairByStem,
} from './pairs/pair-by-stem.ts';
export { type PagePair, pageName, pairPages } from './pairs/pair-pages.ts';
