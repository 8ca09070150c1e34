import type { Size } from '@unet/tensor/arrays';
import { checkInteger, checkOptions, checkSquare, checkSwitch } from '@unet/tensor/internal';
import { type UNetConfig, wholeConfig } from '../config.ts';
import { outputSide, usualInputSide } from '../geometry.ts';
import { checkInputSide } from '../input-sizes.ts';
import { parameterShapes } from '../parameter-shapes.ts';
import { bytesOf } from './ledger.ts';
import { type FeatureMap, StepLedger } from './step-ledger.ts';

/** Options of {@link trainingMemory} and {@link segmentationMemory}. */
export interface MemoryOptions {
  /** Side of the square that the network sees, or height and width, legal input sizes. Default: the largest up to 572. */
  readonly inputSize?: number | Size | undefined;
  /** Images in one step. Default 1. */
  readonly batchSize?: number | undefined;
  /**
   * Whether the backend writes out the input of a 3 x 3 convolution nine times before it computes it, as `webgl` does
   * (`unfoldsConvolutions` of `deviceLimits` in `@unet/backends`). Default false.
   */
  readonly unfoldsConvolutions?: boolean | undefined;
}

/** Options of {@link trainingMemory}. */
export interface TrainingMemoryOptions extends MemoryOptions {
  /** Tensors that the optimiser keeps for each weight: momentum 1, Adam 2. Default 1. */
  readonly optimizerSlots?: number | undefined;
}

/** Options of {@link segmentationMemory}. */
export interface SegmentationMemoryOptions extends MemoryOptions {
  /** Whether predictions are averaged over the symmetries of the square, as `segment` can do. Default false. */
  readonly symmetries?: boolean | undefined;
}

/** A tensor of so many bytes. */
export interface TensorSize {
  readonly shape: readonly number[];
  readonly bytes: number;
}

/** What {@link trainingMemory} and {@link segmentationMemory} estimate. */
export interface MemoryEstimate {
  /** Bytes of all tensors at their peak. */
  readonly peak: number;
  /** The largest tensor; a feature map, as a rule. */
  readonly largestTensor: TensorSize;
  /** With `unfoldsConvolutions` the largest matrix `[batch, 9 * in, pixels]` of an unfolded convolution, else undefined. */
  readonly largestMatrix: TensorSize | undefined;
}

/**
 * Estimates the memory of tensors that a training step takes at its peak, by going through what every operation makes, saves for its
 * gradient and releases.
 *
 * What `trainStep` of `@unet/trainer` holds on `cpu` it gives within a few percent. Backends with kernels of their own for whole operations
 * (`simd`) need less. Not in it: what a backend keeps for reuse, the copies in another layout that `webgl` makes, the program itself.
 * @param config what differs from `paperConfig`
 * @throws RangeError for an illegal size, batch or number of slots; TypeError for an unknown option
 * @example
 * trainingMemory(paperConfig, { inputSize: 572 }).peak / 2 ** 20; // MiB
 */
export function trainingMemory(config: Partial<UNetConfig>, options: TrainingMemoryOptions = {}): MemoryEstimate {
  const where = 'trainingMemory';
  checkOptions(where, options, { inputSize: true, batchSize: true, unfoldsConvolutions: true, optimizerSlots: true });
  return estimateTraining(where, wholeConfig(where, config), options);
}

/**
 * Estimates the memory of tensors that `segment` takes at its peak for one batch of tiles, as {@link trainingMemory} does; of the image
 * and the result only these tiles are in it.
 * @param config what differs from `paperConfig`
 * @throws RangeError for an illegal size or batch; TypeError for an unknown option
 * @example
 * segmentationMemory(unet.config, { inputSize: 572, batchSize: 4 }).peak / 2 ** 20; // MiB
 */
export function segmentationMemory(
  config: Partial<UNetConfig>,
  options: SegmentationMemoryOptions = {},
): MemoryEstimate {
  const where = 'segmentationMemory';
  checkOptions(where, options, { inputSize: true, batchSize: true, unfoldsConvolutions: true, symmetries: true });
  return estimateSegmentation(where, wholeConfig(where, config), options);
}

/**
 * {@link trainingMemory} for other functions of this package.
 * @param where name of the calling function, the start of the message
 */
export function estimateTraining(where: string, config: UNetConfig, options: TrainingMemoryOptions): MemoryEstimate {
  const { unfoldsConvolutions = false, optimizerSlots = 1 } = options;
  checkInteger(where, 'optimizerSlots', optimizerSlots, 0);
  checkSwitch(where, 'unfoldsConvolutions', unfoldsConvolutions);
  const shape = imageShape(where, config, options);
  const ledger = new StepLedger({ padding: config.padding, recording: true, unfolded: unfoldsConvolutions });
  trainingStep(ledger, config, shape, optimizerSlots);
  return estimateOf(ledger, unfoldsConvolutions);
}

/** {@link segmentationMemory} for other functions of this package. */
export function estimateSegmentation(
  where: string,
  config: UNetConfig,
  options: SegmentationMemoryOptions,
): MemoryEstimate {
  const { unfoldsConvolutions = false, symmetries = false } = options;
  checkSwitch(where, 'symmetries', symmetries);
  checkSwitch(where, 'unfoldsConvolutions', unfoldsConvolutions);
  const shape = imageShape(where, config, options);
  const ledger = new StepLedger({ padding: config.padding, recording: false, unfolded: unfoldsConvolutions });
  prediction(ledger, config, shape, symmetries);
  return estimateOf(ledger, unfoldsConvolutions);
}

/** Shape of the images of one step. */
function imageShape(where: string, config: UNetConfig, options: MemoryOptions): FeatureMap['shape'] {
  const { inputSize = usualInputSide(config), batchSize = 1 } = options;
  const { height, width } = checkSquare(where, 'inputSize', inputSize);
  for (const side of new Set([height, width])) checkInputSide(where, 'inputSize', config, side);
  checkInteger(where, 'batchSize', batchSize, 1);
  return [batchSize, height, width, config.channels];
}

function estimateOf({ peak, largest, largestMatrix }: StepLedger, unfolded: boolean): MemoryEstimate {
  return { peak, largestTensor: sizeOf(largest), largestMatrix: unfolded ? sizeOf(largestMatrix) : undefined };
}

function trainingStep(ledger: StepLedger, config: UNetConfig, shape: FeatureMap['shape'], slots: number): void {
  const shapes = Object.values(parameterShapes(config));
  const makeState = (shape: readonly number[]) => Array.from({ length: 1 + slots }, () => ledger.make(shape));
  shapes.forEach(makeState);
  const image = ledger.feature(shape);
  const logits = forward(ledger, config, image);
  const plane = logits.shape.slice(0, 3);
  ledger.make(plane); // label
  ledger.make(plane); // weight
  ledger.loss(logits);
  ledger.release(logits);
  ledger.backward();
  // Nothing of the old state is released before all of the new one is there.
  for (const shape of shapes) {
    const steps = Array.from({ length: UPDATE_STEPS[slots] ?? 5 * slots }, () => ledger.make(shape));
    makeState(shape);
    ledger.release(...steps);
  }
}

/** Results in between while one weight is updated, by the tensors that the optimiser keeps for it: plain descent, momentum, Adam. */
const UPDATE_STEPS: readonly number[] = [1, 2, 10];

/** One batch of tiles: what `segment` does between two of them. */
function prediction(ledger: StepLedger, config: UNetConfig, shape: FeatureMap['shape'], symmetries: boolean): void {
  for (const parameter of Object.values(parameterShapes(config))) ledger.make(parameter);
  const [batch, height, width] = shape;
  const answer = [batch, outputSide(config, height)!, outputSide(config, width)!, config.classes];
  let seen = ledger.feature(shape);
  if (symmetries) {
    seen = ledger.feature(shape); // turned
    ledger.make(answer); // the sum of the earlier turns
  }
  ledger.make(forward(ledger, config, seen).shape); // softmax
  if (symmetries) for (const _ of ['turned back', 'the next sum']) ledger.make(answer);
}

/** What `forward` does; its result is the caller's to release. */
function forward(ledger: StepLedger, config: UNetConfig, image: FeatureMap): FeatureMap {
  const { depth, baseWidth, dropout, upConvolution } = config;
  const block = (x: FeatureMap, width: number): FeatureMap => {
    const first = ledger.convolution(x, 3, width, true, x !== image);
    const second = ledger.convolution(first, 3, width, true);
    ledger.release(first);
    return second;
  };
  // Until the forward pass is over.
  const held = new Set<FeatureMap>();
  const keep = (feature: FeatureMap): FeatureMap => {
    held.add(feature);
    return feature;
  };
  const skips: FeatureMap[] = [];
  let x = image;
  for (let level = 0; level < depth; level++) {
    x = keep(block(x, baseWidth * 2 ** level));
    if (dropout === 'last-two' && level === depth - 1) x = keep(ledger.dropout(x));
    skips.push(x);
    x = keep(ledger.maxPool(x));
  }
  x = keep(block(x, baseWidth * 2 ** depth));
  if (dropout !== 'none') x = keep(ledger.dropout(x));
  for (let level = depth - 1; level >= 0; level--) {
    const width = baseWidth * 2 ** level;
    const up = ledger.upConvolution(x, width, upConvolution === 'relu');
    const merged = ledger.cropAndConcatenate(skips[level]!, up);
    x = keep(block(merged, width));
    ledger.release(up, merged);
  }
  const logits = ledger.convolution(x, 1, config.classes, false);
  ledger.release(...held);
  return logits;
}

function sizeOf(shape: readonly number[]): TensorSize {
  return { shape, bytes: bytesOf(shape) };
}
