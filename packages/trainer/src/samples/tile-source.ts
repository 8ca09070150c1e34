import { imageFromArray, type LabelledSlice, labelFromArray, type Sample } from '@unet/tensor';
import type { LabelledSliceArrays, SampleArrays } from '@unet/tensor/arrays';
import { checkWord } from '@unet/tensor/internal';
import { checkSlices } from '../slice.ts';
import { areTensors, checkTensorSlices } from '../tensor-slice.ts';
import type { ClosableSource, SampleSource } from './any-source.ts';
import { planSamples } from './sample-plan.ts';
import {
  boundsOf,
  type TileSourceOptions as PlainOptions,
  settleTileOptions,
  tileOptionNames,
} from './tile-options.ts';
import { tileSourceOfArrays } from './tile-source-of-arrays.ts';
import { type DeviceSlice, tileSourceOnDevice } from './tile-source-on-device.ts';

/** Options of {@link createTileSource}; plain JSON if the class weights are an array. */
export interface TileSourceOptions extends PlainOptions {
  /**
   * Where samples are prepared. 'arrays': in plain memory on the CPU, by the thread that asks, or by workers (`createWorkerSource`). 'device':
   * on the current backend, by TensorFlow.js operations. Default: 'arrays' for slices in plain memory, 'device' for tensors, for which there
   * is no other way. (For GPUs the default is open until one was measured.)
   */
  readonly prepare?: 'arrays' | 'device' | undefined;
}

/**
 * The training samples of some slices: overlap tiles, shuffled anew for every epoch, each augmented by one random draw that
 * moves image and label alike, with the weight map of the augmented label (Ronneberger et al. 2015, section 3).
 *
 * Each window is cut with its context from the whole slice and resampled once, so that a tile inside a slice sees its real
 * surroundings and only the slice's own border is mirrored. That holds for the weights, too: the label is cut with as much context as they
 * need, cells are those of the whole slice, and so is the class balance. Without augmentation the weights of a sample are the crop of the
 * slice's weight map.
 *
 * Slices in plain memory give samples in plain memory, when they are asked for; the source then holds one int32 number a pixel of each slice
 * that a sample was taken of, the cells. Slices that are tensors give tensors, as does `prepare: 'device'`, the same samples up to rounding:
 * cut and augmented on the device. The distances of the border term are measured on the CPU, for which the label of each slice is read once,
 * at its first sample, and the augmented label of each sample once. With `weights: false` or `w0: 0` nothing is read. Such a source holds
 * tensors: close it.
 * @param slices kept by reference, and the caller's; do not change or dispose them during the run
 * @returns a source that makes a new sample each time, which belongs to the asker
 * @throws RangeError for slices that do not fit the network or are too small for the input size, and for options out of range; TypeError for
 * unknown options. Values of labels that are tensors, and the number of classes in them, are not checked
 * @example
 * const source = createTileSource(slices, { config: unet.config, augmentation: paperAugmentation, seed: 1 });
 */
export function createTileSource(slices: readonly LabelledSlice[], options: TileSourceOptions): ClosableSource<Sample>;
export function createTileSource(
  slices: readonly LabelledSliceArrays[],
  options: TileSourceOptions & { readonly prepare: 'device' },
): ClosableSource<Sample>;
export function createTileSource(
  slices: readonly LabelledSliceArrays[],
  options: TileSourceOptions,
): SampleSource<SampleArrays>;
export function createTileSource(
  slices: readonly LabelledSlice[] | readonly LabelledSliceArrays[],
  options: TileSourceOptions,
): ClosableSource<Sample> | SampleSource<SampleArrays> {
  const where = 'createTileSource';
  const settings = settleTileOptions(where, options, { ...tileOptionNames, prepare: true });
  const { prepare } = options;
  if (prepare !== undefined) checkWord(where, 'prepare', prepare, ['arrays', 'device']);
  if (!areTensors(where, slices)) {
    if (prepare !== 'device') return tileSourceOfArrays(where, slices, settings);
    const sizes = checkSlices(where, slices, boundsOf(settings.config, settings.labels));
    return tileSourceOnDevice((index) => copyOnDevice(slices[index]!), planSamples(where, sizes, settings), settings);
  }
  if (prepare === 'arrays') {
    throw new TypeError(`${where}: prepare "arrays" must go with slices of arrays, got tensors`);
  }
  const sizes = checkTensorSlices(where, slices, settings.config);
  const plan = planSamples(where, sizes, settings);
  return tileSourceOnDevice((index) => ({ slice: slices[index]!, isOwn: false }), plan, settings);
}

function copyOnDevice({ image, label }: LabelledSliceArrays): DeviceSlice {
  return { slice: { image: imageFromArray(image), label: labelFromArray(label) }, isOwn: true };
}
