import { FileError } from '@unet/files';
import { filesByStem, type NamedFile, pairByStem } from '@unet/image-io/internal';
import { commonFolder, folderOf, isLabelPath, plainStem, wordlessStem } from './file-words.ts';
import type { FilePaths, FoundSlice, FoundSlices } from './found-slices.ts';

/** Pairs image files by their names; see `findSlices`. */
export function pairByWords(paths: FilePaths): FoundSlices {
  const apart = 'images' in paths;
  const { images, labels } = apart ? paths : split(paths.together);
  const places = { images: placeOf(images, 'the images'), labels: placeOf(labels, 'the labels') };
  const found = { convention: undefined, unlabelled: [] };
  for (const stemOf of [plainStem, wordlessStem]) {
    if (sameStems(images.map(stemOf), labels.map(stemOf))) {
      return { ...found, slices: pairBy(stemOf, images, labels, places), byOrder: false };
    }
  }
  const labelStems = new Set(labels.map(wordlessStem));
  const strangers = !images.some((path) => labelStems.has(wordlessStem(path)));
  if (apart && strangers && images.length === labels.length && images.length > 1) {
    return { ...found, slices: pairByOrder(images, labels), byOrder: true };
  }
  return { ...found, slices: pairBy(wordlessStem, images, labels, places), byOrder: false };
}

/** What messages call the place of files: their folder, if they have one. */
function placeOf(paths: readonly string[], otherwise: string): string {
  return commonFolder(paths).replace(/\/$/, '') || otherwise;
}

function split(paths: readonly string[]): { images: readonly string[]; labels: readonly string[] } {
  const labels = paths.filter(isLabelPath);
  const images = paths.filter((path) => !isLabelPath(path));
  const advice = 'use folders "image" and "label", or names such as a.png and a_label.png, or say which are which';
  if (labels.length === 0)
    throw new FileError(`found no labels among ${countedFiles(images)}${inFolders(images)}: ${advice}`, {
      file: images[0],
    });
  if (images.length === 0)
    throw new FileError(`found no images, only ${countedFiles(labels)} of labels${inFolders(labels)}: ${advice}`, {
      file: labels[0],
    });
  return { images, labels };
}

/** " in a, b", the folders that files lie in; nothing where it is no more than one. */
function inFolders(paths: readonly string[]): string {
  const folders = [...new Set(paths.map((path) => folderOf(path)))];
  if (folders.length < 2) return '';
  return ` in ${folders.slice(0, 4).join(', ')}${folders.length > 4 ? ', ...' : ''}`;
}

function countedFiles(paths: readonly string[]): string {
  return `${paths.length} image file${paths.length === 1 ? '' : 's'}`;
}

function sameStems(images: readonly string[], labels: readonly string[]): boolean {
  const stems = new Set(images);
  return stems.size === images.length && images.length === labels.length && labels.every((stem) => stems.has(stem));
}

function pairBy(
  stemOf: (path: string) => string,
  images: readonly string[],
  labels: readonly string[],
  places: { readonly images: string; readonly labels: string },
): FoundSlice[] {
  const named = (path: string): NamedFile => ({ stem: stemOf(path), path });
  const pairs = pairByStem(filesByStem(images.map(named)), filesByStem(labels.map(named)), places);
  return pairs.map(({ image, label }) => sliceOf(image, label));
}

function pairByOrder(images: readonly string[], labels: readonly string[]): FoundSlice[] {
  return images.map((image, index) => sliceOf(image, labels[index]!));
}

function sliceOf(image: string, label: string): FoundSlice {
  return { name: plainStem(image), images: [image], labels: [label] };
}
