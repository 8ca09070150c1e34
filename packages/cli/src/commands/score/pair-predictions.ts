import type { FilePair } from '@unet/image-io/internal';
import { listImages } from '../../files/list-images.ts';
import { pairPaths } from '../../files/pair-paths.ts';
import { inputName, kindOfOutput } from '../segment/output-names.ts';
import type { PredictionKind } from './request.ts';

/**
 * Pairs truths (`image`) and predictions (`label`): two files, or the files of two folders by name. `cells.probability.tif`, as `unet segment`
 * writes it, belongs to `cells.png`; where it wrote the classes beside it, the probabilities are scored.
 * @param wanted pass over the other kind of outputs
 * @throws FileError that names a file without a partner
 */
export async function pairPredictions(
  truth: string,
  prediction: string,
  wanted: PredictionKind = 'probability',
): Promise<FilePair[]> {
  const isOther = (path: string): boolean => ![undefined, wanted].includes(kindOfOutput(path));
  const files = await listImages([prediction], () => false);
  return pairPaths(truth, prediction, {
    stemOf: inputName,
    // A folder of nothing else is what is meant.
    skip: files.every(isOther) ? () => false : isOther,
    words: { image: 'truth', label: 'prediction' },
  });
}
