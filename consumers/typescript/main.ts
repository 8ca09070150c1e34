// What the types say, about values, options, results and mistakes: each `@ts-expect-error` is an error of its own if the compiler finds
// nothing wrong there, as it does where a type has become `any`.
import '@tensorflow/tfjs-backend-cpu';
import type { Scalar, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { dispose, memory } from '@tensorflow/tfjs-core';
import { type AugmentOptions, augmentWindow, paperAugmentation } from '@unet/augment';
import {
  type AvailableBackend,
  availableBackends,
  BackendError,
  type DeviceLimits,
  deviceLimits,
} from '@unet/backends';
import { type Components, componentSizes, connectedComponents } from '@unet/components';
import { coarseField, type DisplacementField, disposeField, warpImage } from '@unet/elastic';
import type { LossFigure } from '@unet/figures';
import { lossFigure, overlayFigure } from '@unet/figures';
import { FileError } from '@unet/files';
import { writeFileAtomic } from '@unet/files/node';
import { decodeImages } from '@unet/image-io';
import { decodePages, encodePng, type RawImage } from '@unet/image-io/arrays';
import { confusionMatrix, type Evaluation, evaluateSlices, iou } from '@unet/metrics';
import { type ConfusionMatrix, iou as iouOfCounts } from '@unet/metrics/arrays';
import {
  type BorrowedNetwork,
  classProbability,
  createUNet,
  disposeUNet,
  forward,
  type Segmentation,
  segment,
  type UNet,
  type UNetConfig,
} from '@unet/model';
import { phantomSlices } from '@unet/phantom';
import { createRandom, type Image, imageToArray, type Label, type LabelledSlice, type Random } from '@unet/tensor';
import type { ImageArray, LabelArray, LabelledSliceArrays } from '@unet/tensor/arrays';
import { extractTile, planTiles, type TilePlan } from '@unet/tiling';
import {
  adam,
  type ClosableSource,
  createTileSource,
  createTrainingState,
  currentUNet,
  DivergedError,
  disposeTrainingState,
  type Optimizer,
  type Schedule,
  type TrainingState,
  train,
  trainStep,
} from '@unet/trainer';
import { weightMap as weigh } from '@unet/weight-map';
import { type WeightMapOptions, weightMap } from '@unet/weight-map/arrays';

const random: Random = createRandom('types');
const [slice] = phantomSlices({ seed: 1, count: 1, height: 64, width: 64 });
if (slice === undefined) throw new Error('no slice');
const labelled: LabelledSlice = slice;
const image: Image = slice.image;
const label: Label = slice.label;
const asTensor: Tensor3D = image;
const asArray: ImageArray = await imageToArray(asTensor);

// Synchronous and on the device.
const field: DisplacementField = coarseField({ height: 64, width: 64, random });
const warped: Image = warpImage(image, field, { interpolation: 'bicubic', boundary: 'reflect' });
const options: AugmentOptions = { ...paperAugmentation, elastic: { kind: 'dense', sigma: 4 } };
const window = { row: 0, column: 0, height: 32, width: 32, margin: 4 };
const augmented: { image: Image; label: Label } = augmentWindow(slice, window, { ...options, random });
const plan: TilePlan = planTiles({ height: 64, width: 64, outputSize: 32, stride: { height: 16, width: 32 } });
const tile: Image = extractTile(image, plan, plan.tiles[0]!);
const matrix: Tensor2D = confusionMatrix(label, label, { classes: 2 });
const { perClass, mean }: { perClass: Tensor1D; mean: Scalar } = iou(matrix);
// Asynchronous: these read from the device.
const components: Components = await connectedComponents(label, { connectivity: 8 });
const sizes: Int32Array = await componentSizes(components);

const config: Partial<UNetConfig> = { depth: 1, baseWidth: 2, padding: 'same' };
const unet: UNet = createUNet(config, { seed: 1 });
const limits: DeviceLimits = deviceLimits();
const probabilities: Image = await segment(unet, image, { limits });
const cells: Label = await segment(unet, image, { output: 'label', inputSize: 64 });
const both: Segmentation = await segment(unet, image, { output: 'both' });
const inMemory: LabelArray = await segment(unet, asArray, { output: 'label' });
const prediction: Image = classProbability(probabilities, 1);
const evaluation: Evaluation = await evaluateSlices([{ prediction, truth: label }], { threshold: 0.4 });
const png: Uint8Array = encodePng(asArray);
const [raw]: readonly RawImage[] = decodePages(png);
const [decoded]: readonly Image[] = await decodeImages(png, { channels: 1 });
const figure: LossFigure = { losses: [1, 0.5], title: 'Types' };
const svg: string = lossFigure(figure);
const overlay: string = await overlayFigure({ image, label: cells });
const backends: readonly AvailableBackend[] = await availableBackends();

// Training, on tensors.
const optimizer: Optimizer = adam({ beta1: 0.8 });
const schedule: Schedule = (step) => 1 / (step + 1);
const source: ClosableSource = createTileSource([labelled], { config: unet.config, inputSize: 32 });
const state: TrainingState = createTrainingState(unet, optimizer);
const losses: number[] = [];
for await (const { loss } of train(state, source, { optimizer, schedule, steps: 2, batchSize: 2 })) losses.push(loss);
const now: BorrowedNetwork = currentUNet(state);
const later: Label = await segment(now, image, { output: 'label' });

/** Never called: it is wrong in every line. */
export async function mistakes(
  mask: LabelArray,
  border: WeightMapOptions,
  onDisk: readonly LabelledSliceArrays[],
): Promise<void> {
  // Tensors or plain arrays:
  // @ts-expect-error an array is no tensor
  await imageToArray(asArray);
  // @ts-expect-error a field is wanted
  warpImage(image, mask);
  // @ts-expect-error weightMap of the arrays entry takes no tensor
  weightMap(label);
  // @ts-expect-error weightMap of the main entry takes nothing else
  await weigh(mask, border);
  // @ts-expect-error an image in plain memory gives one in plain memory
  const tensor: Image = await segment(now, asArray);
  // @ts-expect-error a tensor gives a tensor
  const array: LabelArray = await segment(now, image, { output: 'label' });
  // @ts-expect-error samples are of tensors, or of arrays
  createTileSource([labelled, ...onDisk], { config: unet.config });
  // @ts-expect-error counts in plain memory are no tensor
  const counts: ConfusionMatrix = confusionMatrix(label, label, { classes: 2 });

  // Synchronous or not:
  // @ts-expect-error warpImage computes on the device, and is synchronous
  warpImage(image, field).then();
  // @ts-expect-error weightMap of the arrays entry is synchronous
  weightMap(mask, border).then();
  // @ts-expect-error components are read from the device: they are promised
  connectedComponents(label).count;

  // Options:
  // @ts-expect-error there is no such interpolation
  warpImage(image, field, { interpolation: 'cubic' });
  // @ts-expect-error an image continues 'symmetric' or 'reflect'
  warpImage(image, field, { boundary: 'nearest' });
  // @ts-expect-error connectivity is 4 or 8
  await connectedComponents(label, { connectivity: 6 });
  // @ts-expect-error a generator is wanted, not its seed
  coarseField({ height: 64, width: 64, random: 7 });
  // @ts-expect-error the random generator is missing
  augmentWindow(slice, window, options);
  // @ts-expect-error the size of the output square is missing
  planTiles({ height: 64, width: 64 });
  // @ts-expect-error a size is called inputSize or outputSize
  planTiles({ height: 64, width: 64, outputSize: 32, tile: 32 });
  // @ts-expect-error tiles are numbered by row and column
  plan.tiles[0]?.x;
  // @ts-expect-error no such option
  createUNet({ width: 64 });
  // @ts-expect-error padding is 'valid' or 'same'
  createUNet({ padding: 'full' });
  // @ts-expect-error no such option
  await segment(now, image, { tileSize: 64 });
  // @ts-expect-error no such output
  await segment(now, image, { output: 'mask' });
  // @ts-expect-error no such option
  train(state, source, { optimizer, schedule, steps: 2, batch: 2 });
  // @ts-expect-error slices are a list
  createTileSource(onDisk[0], { config: unet.config });
  // @ts-expect-error no such balance
  weightMap(mask, { ...border, balance: 'reference' });

  // Ownership:
  // @ts-expect-error the weights of a borrowed network belong to the training state
  disposeUNet(currentUNet(state));
  // @ts-expect-error nor can they be trained twice
  createTrainingState(now, optimizer);

  // Results:
  // @ts-expect-error the loss is a scalar
  const loss: Tensor3D = trainStep(...([] as unknown as Parameters<typeof trainStep>));
  // @ts-expect-error logits are four-dimensional
  const logits: Tensor3D = forward(...([] as unknown as Parameters<typeof forward>));
  // @ts-expect-error what was chosen on the scored slices is under `best`
  evaluation.bestPixelError;
  // @ts-expect-error an error of ours has no such field
  new FileError('broken').colour;
  const right: Scalar = trainStep(...([] as unknown as Parameters<typeof trainStep>));
  dispose([tensor, loss, logits, right]);
  void [array, iouOfCounts(counts)];
}

const facts = [
  raw?.height === 64 && decoded?.shape[1] === 64,
  svg.startsWith('<svg') && overlay.startsWith('<svg'),
  sizes.length === components.count + 1,
  evaluation.threshold === 0.4 && evaluation.best.pixelError.value <= evaluation.pixelError,
  plan.tiles.length > 0 && tile.shape[0] === 32,
  inMemory.data.length === 64 * 64,
  limits.backendName === 'cpu' && limits.float32,
  backends.some(({ name, installed }) => name === 'cpu' && installed),
  augmented.image.shape[0] === 40,
  losses.length === 2 && schedule(1) === 0.5,
  [FileError, BackendError, DivergedError].every(({ prototype }) => prototype instanceof Error),
  typeof writeFileAtomic === 'function',
];
disposeTrainingState(state);
await source.close();
disposeField(field);
const { instances } = slice;
dispose([
  image,
  label,
  instances,
  warped,
  augmented.image,
  augmented.label,
  tile,
  matrix,
  perClass,
  mean,
  components.labels,
]);
dispose([probabilities, cells, both.probabilities, both.label, prediction, later]);
if (decoded !== undefined) dispose(decoded);
if (facts.includes(false)) throw new Error(`not all is as its type says: ${facts}`);
if (memory().numTensors !== 0) throw new Error(`${memory().numTensors} tensors are left over`);
console.log(`${facts.length} facts, ${memory().numTensors} tensors left`);
