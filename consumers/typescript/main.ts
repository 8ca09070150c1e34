// What the types say, about values, options, results and mistakes: each `@ts-expect-error` is an error of its own if the compiler finds
// nothing wrong there, as it does where a type has become `any`.
import '@tensorflow/tfjs-backend-cpu';
import type { Scalar, Tensor3D } from '@tensorflow/tfjs-core';
import { slice as cut, dispose, memory } from '@tensorflow/tfjs-core';
import { type AugmentOptions, augmentWindow, paperAugmentation } from '@unet/augment';
import { type AvailableBackend, availableBackends, BackendError } from '@unet/backends';
import { componentSizes, connectedComponents } from '@unet/components';
import { coarseField, type DisplacementField, warpImage } from '@unet/elastic';
import type { LossFigure } from '@unet/figures';
import { lossFigure } from '@unet/figures/arrays';
import { FileError } from '@unet/files';
import { decodeImages, encodePng, ImageError, type RawImage } from '@unet/image-io/arrays';
import { type Evaluation, evaluateSlices } from '@unet/metrics';
import { createUNet, disposeUNet, forward, segment, type UNet, type UNetConfig } from '@unet/model';
import { phantomSlices } from '@unet/phantom';
import { createRandom, type Image, imageToArray, type Label, type Random } from '@unet/tensor';
import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { planTiles, type TilePlan } from '@unet/tiling/arrays';
import { adam, createTileSource, type LabelledSlice, type Optimizer, type Schedule, trainStep } from '@unet/trainer';
import { type WeightMapOptions, weightMap } from '@unet/weight-map/arrays';

const random: Random = createRandom('types');
const [slice] = phantomSlices({ seed: 1, count: 1, height: 64, width: 64 });
if (slice === undefined) throw new Error('no slice');
const image: Image = slice.image;
const label: Label = slice.label;
const asTensor: Tensor3D = image;
const asArray: ImageArray = await imageToArray(asTensor);

const field: DisplacementField = coarseField({ height: 64, width: 64, random });
const warped: Image = await warpImage(image, field, { interpolation: 'bicubic' });
const options: AugmentOptions = { ...paperAugmentation, elastic: { kind: 'dense', sigma: 4 } };
const augmented = await augmentWindow(slice, { row: 0, column: 0, height: 32, width: 32, margin: 4 }, options, random);
const { labels, count } = await connectedComponents(label, { connectivity: 8 });
const sizes: Int32Array = await componentSizes(labels, count);

const config: Partial<UNetConfig> = { depth: 1, baseWidth: 2, padding: 'same' };
const unet: UNet = createUNet(config, { seed: 1 });
const probabilities: Image = await segment(unet, image);
const prediction: Image = cut(probabilities, [0, 0, 1]);
const evaluation: Evaluation = await evaluateSlices([{ prediction, truth: label }]);
const plan: TilePlan = planTiles({ height: 64, width: 64, tile: 32, stride: { height: 16, width: 32 } });
const png: Uint8Array = encodePng(asArray);
const [raw]: readonly RawImage[] = decodeImages(png);
const figure: LossFigure = { losses: [1, 0.5], title: 'Types' };
const svg: string = lossFigure(figure);
const backends: readonly AvailableBackend[] = await availableBackends();
const optimizer: Optimizer = adam({ beta1: 0.8 });
const schedule: Schedule = (step) => 1 / (step + 1);

/** Never called: it is wrong in every line. */
export async function mistakes(
  mask: LabelArray,
  border: WeightMapOptions,
  cells: readonly LabelledSlice[],
): Promise<void> {
  // @ts-expect-error a label is no image
  await imageToArray(42);
  // @ts-expect-error there is no such interpolation
  await warpImage(image, field, { interpolation: 'cubic' });
  // @ts-expect-error a field is wanted
  await warpImage(image, mask);
  // @ts-expect-error connectivity is 4 or 8
  await connectedComponents(label, { connectivity: 6 });
  // @ts-expect-error a generator is wanted, not its seed
  coarseField({ height: 64, width: 64, random: 7 });
  // @ts-expect-error the tile is missing
  planTiles({ height: 64, width: 64 });
  // @ts-expect-error tiles are numbered by row and column
  plan.tiles[0]?.x;
  // @ts-expect-error no such option
  createUNet({ width: 64 });
  // @ts-expect-error padding is 'valid' or 'same'
  createUNet({ padding: 'full' });
  // @ts-expect-error weightMap of the arrays entry is synchronous
  await weightMap(mask, border).then();
  // @ts-expect-error weightMap of the arrays entry takes no tensor
  weightMap(label);
  // @ts-expect-error slices are a list
  createTileSource(cells[0], { config: unet.config });
  // @ts-expect-error the loss is a scalar
  const loss: Tensor3D = trainStep(...([] as unknown as Parameters<typeof trainStep>));
  // @ts-expect-error logits are four-dimensional
  const logits: Tensor3D = forward(...([] as unknown as Parameters<typeof forward>));
  // @ts-expect-error an error of ours has no such field
  new ImageError('broken').colour;
  const right: Scalar = trainStep(...([] as unknown as Parameters<typeof trainStep>));
  dispose([loss, logits, right]);
}

const facts = [
  raw?.height === 64,
  svg.startsWith('<svg'),
  sizes.length >= count,
  evaluation.pixelError <= 1,
  plan.tiles.length > 0,
  backends.some(({ name, installed }) => name === 'cpu' && installed),
  augmented.image.shape[0] === 40,
  optimizer !== undefined && schedule(1) === 0.5,
  FileError.prototype instanceof Error && BackendError.prototype instanceof Error,
];
disposeUNet(unet);
dispose([image, label, slice.instances, warped, augmented.image, augmented.label, labels, probabilities, prediction]);
if (facts.includes(false)) throw new Error(`not all is as its type says: ${facts}`);
console.log(`${facts.length} facts, ${memory().numTensors} tensors left`);
