import { parse } from 'node:path';
import { FileError } from '@unet/files';
import { type FilePair, filesByStem, pairByStem } from '@unet/image-io/internal';
import { isFolder, listImages } from '../../files/list-images.ts';
import { inputName, kindOfOutput } from '../segment/output-names.ts';
import type { PredictionKind } from './request.ts';

/** A file of what is true, and the one of what was predicted of it. */
export interface PredictionPair {
  readonly name: string;
  readonly truth: string;
  readonly prediction: string;
}

/**
 * Pairs two files with each other, or the files of two folders by name. `cells.probability.tif`, as `unet segment` writes it, belongs to
 * `cells.png`; where it wrote the classes beside it, the probabilities are scored.
 * @param wanted pass over the other kind of outputs
 * @throws FileError that names a file without a partner
 */
export async function pairPredictions(
  truth: string,
  prediction: string,
  wanted: PredictionKind = 'probability',
): Promise<PredictionPair[]> {
  const [truthIsFolder, predictionIsFolder] = [await isFolder(truth), await isFolder(prediction)];
  if (truthIsFolder !== predictionIsFolder) {
    const [folder, file] = truthIsFolder ? [truth, prediction] : [prediction, truth];
    throw new FileError(`is a file, but ${folder} is a folder: give two files or two folders`, { file });
  }
  if (!truthIsFolder) return [{ name: parse(truth).name, truth, prediction }];
  const pairs = pairByStem(
    await filesOf(truth, () => false),
    await filesOf(prediction, otherKind(await listImages([prediction], () => false), wanted)),
    { images: truth, labels: prediction },
    { image: 'truth', label: 'prediction' },
  );
  return pairs.map(({ stem, image, label }: FilePair) => ({ name: stem, truth: image, prediction: label }));
}

async function filesOf(folder: string, skip: (path: string) => boolean) {
  const paths = await listImages([folder], skip);
  return filesByStem(paths.map((path) => ({ stem: inputName(path), path })));
}

/** Passes over the outputs that are not wanted, where there are others. */
function otherKind(files: readonly string[], wanted: PredictionKind): (path: string) => boolean {
  const isOther = (path: string): boolean => ![undefined, wanted].includes(kindOfOutput(path));
  return files.every(isOther) ? () => false : isOther;
}
