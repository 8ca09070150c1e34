import { augmentWindow } from '@unet/augment/arrays';
import type { LabelArray, LabelledSliceArrays, SampleArrays, WeightArray } from '@unet/tensor/arrays';
import { labelFromInstances } from '@unet/weight-map/arrays';
import { checkSlices } from '../slice.ts';
import { planSamples } from './sample-plan.ts';
import type { SampleSource } from './sample-source.ts';
import { cropped, factsOf, type SliceFacts, weighSample } from './sample-weights.ts';
import {
  boundsOf,
  settleTileOptions,
  type TileSettings,
  type TileSourceOptions,
  tileOptionNames,
} from './tile-options.ts';

/**
 * The training samples of some slices: overlap tiles, shuffled anew for every epoch, each augmented by one random draw that
 * moves image and label alike, with the weight map of the augmented label (Ronneberger et al. 2015, section 3).
 *
 * Each window is cut with its context from the whole slice and resampled once, so that a tile inside a slice sees its real
 * surroundings and only the slice's own border is mirrored. That holds for the weights, too: the label is cut with as much context as they
 * need, cells are those of the whole slice, and so is the class balance. Without augmentation the weights of a sample are the crop of the
 * slice's weight map.
 *
 * Beside the slices it holds one int32 number a pixel of each slice that a sample was taken of, the cells; none with `labels: 'instances'`,
 * with `w0: 0`, or without weights.
 * @param slices kept by reference; do not change them during the run
 * @returns a source whose samples are computed when they are asked for, each in arrays of its own
 * @throws RangeError for slices that do not fit the network or are too small for the input size, and for options out of range; TypeError for
 * unknown options
 * @example
 * const source = createTileSource(slices, { config: unet.config, augmentation: paperAugmentation, seed: 1 });
 */
export function createTileSource(
  slices: readonly LabelledSliceArrays[],
  options: TileSourceOptions,
): SampleSource<SampleArrays> {
  const where = 'createTileSource';
  return tileSourceOfArrays(where, slices, settleTileOptions(where, options, tileOptionNames));
}

/** {@link createTileSource} of options that were checked. */
export function tileSourceOfArrays(
  where: string,
  slices: readonly LabelledSliceArrays[],
  settings: TileSettings,
): SampleSource<SampleArrays> {
  const sizes = checkSlices(where, slices, boundsOf(settings.config, settings.labels));
  const plan = planSamples(where, sizes, settings);
  const { augmentation, weights, context } = settings;
  const facts = new Map<number, SliceFacts>();

  return {
    length: plan.length,
    sample(index) {
      const { slice, window, random } = plan.at(index);
      const { image, label } = slices[slice]!;
      if (weights === false) {
        const moved = augmentWindow({ image, label }, window, { ...augmentation, random });
        const ownLabel = finishLabel(moved.label, settings);
        return { image: moved.image, label: ownLabel, weight: uniformWeight(ownLabel) };
      }
      const known = facts.get(slice) ?? factsOf(label, settings, weights);
      facts.set(slice, known);
      const moved = augmentWindow(withCells({ image, label }, known), window, { ...augmentation, random });
      const weight = weighSample(moved.label, moved.cells, known, weights, context);
      return { image: moved.image, label: finishLabel(moved.label, settings), weight };
    },
  };
}

/** Image, label and cells of a slice, which move together. */
type Planes = Pick<LabelledSliceArrays, 'image' | 'label'> & { readonly cells?: LabelArray };

function withCells(pair: Planes, { cells }: SliceFacts): Planes {
  return cells === undefined ? pair : { ...pair, cells };
}

/** The label of a sample, of one with its context. */
function finishLabel(label: LabelArray, { labels, weights, context }: TileSettings): LabelArray {
  if (labels === 'classes') return cropped(label, context);
  const { gap } = weights === false ? {} : weights;
  return cropped(labelFromInstances(label, { gap }), context);
}

function uniformWeight({ height, width, data }: LabelArray): WeightArray {
  return { height, width, data: new Float32Array(data.length).fill(1) };
}
