import { describe } from '@unet/tensor/arrays';
import { completeConfig, type UNetConfig } from '../config.ts';
import { checkInputSide } from '../geometry.ts';
import { parameterShapes } from '../parameter-shapes.ts';
import { bytesOf } from './ledger.ts';
import { type FeatureMap, StepLedger } from './step-ledger.ts';

/** Options of {@link trainingMemory}. */
export interface TrainingMemoryOptions {
  /** Images in one step. Default 1. */
  readonly batch?: number | undefined;
  /** Tensors that the optimiser keeps for each weight: momentum 1, Adam 2. Default 1. */
  readonly optimizerSlots?: number | undefined;
  /**
   * Whether the backend writes out the input of a 3 x 3 convolution nine times before it computes it, as `webgl` does
   * (`unfoldsConvolutions` of `deviceLimits` in `@unet/backends`). Default false.
   */
  readonly unfoldsConvolutions?: boolean | undefined;
}

/** A tensor of so many bytes. */
export interface TensorSize {
  readonly shape: readonly number[];
  readonly bytes: number;
}

/** What {@link trainingMemory} estimates. */
export interface TrainingMemory {
  /** Bytes of all tensors at the peak of a training step. */
  readonly training: number;
  /** Bytes of all tensors at the peak of a prediction of one tile of this size. */
  readonly inference: number;
  /** The largest tensor of a training step; a feature map, as a rule. */
  readonly largestTensor: TensorSize;
  /** With `unfoldsConvolutions` the largest matrix `[batch, 9 * in, pixels]` of an unfolded convolution, else undefined. */
  readonly largestMatrix: TensorSize | undefined;
}

/**
 * Estimates the memory of tensors that a training step and a prediction take at their peak, by going through what every operation
 * makes, saves for its gradient and releases.
 *
 * What `trainStep` of `@unet/trainer` holds on `cpu` it gives within a few percent. Backends with kernels of their own for whole operations
 * (`simd`) need less. Not in it: what a backend keeps for reuse, the copies in another layout that `webgl` makes, the program itself.
 * @param config what differs from `paperConfig`
 * @param inputSize side of the square that the network sees, a legal input size
 * @throws RangeError for an illegal size, batch or number of slots, or a configuration that makes no sense
 * @example
 * trainingMemory(paperConfig, 572).training / 2 ** 20; // MiB
 */
export function trainingMemory(
  config: Partial<UNetConfig>,
  inputSize: number,
  options: TrainingMemoryOptions = {},
): TrainingMemory {
  const whole = completeConfig('trainingMemory', config);
  const { batch = 1, optimizerSlots = 1, unfoldsConvolutions = false } = options;
  checkInputSide('trainingMemory', 'inputSize', whole, inputSize);
  checkCount('batch', batch, 1);
  checkCount('optimizerSlots', optimizerSlots, 0);
  const { padding } = whole;
  const training = new StepLedger({ padding, recording: true, unfolded: unfoldsConvolutions });
  trainingStep(training, whole, inputSize, batch, optimizerSlots);
  const inference = new StepLedger({ padding, recording: false, unfolded: unfoldsConvolutions });
  prediction(inference, whole, inputSize);
  return {
    training: training.peak,
    inference: inference.peak,
    largestTensor: sizeOf(training.largest),
    largestMatrix: unfoldsConvolutions ? sizeOf(training.largestMatrix) : undefined,
  };
}

function trainingStep(ledger: StepLedger, config: UNetConfig, size: number, batch: number, slots: number): void {
  const shapes = Object.values(parameterShapes(config));
  const makeState = (shape: readonly number[]) => Array.from({ length: 1 + slots }, () => ledger.make(shape));
  shapes.forEach(makeState);
  const image = ledger.feature([batch, size, size, config.channels]);
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

function prediction(ledger: StepLedger, config: UNetConfig, size: number): void {
  for (const shape of Object.values(parameterShapes(config))) ledger.make(shape);
  const logits = forward(ledger, config, ledger.feature([1, size, size, config.channels]));
  ledger.make(logits.shape); // softmax
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

function checkCount(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`trainingMemory: ${name} must be an integer >= ${least}, got ${describe(value)}`);
  }
}
