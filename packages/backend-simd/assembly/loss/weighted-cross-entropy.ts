import { FLAG_BYTES } from '../../src/kernels/shared-sizes';
import { shareBeginAligned } from '../common/share';
import { exponential } from '../elementwise/math/exponential';
import { logarithm } from '../elementwise/math/logarithm';

/** Weighted cross entropy of a softmax over the last axis, four pixels at a time, one in each lane. */

@unmanaged
export class LossJob {
  /** [pixels][classes] */
  logits: usize;
  /** Whole numbers, one a pixel. */
  labels: usize;
  /** One a pixel. */
  weights: usize;
  pixels: i32;
  classes: i32;
}

@unmanaged
export class CrossEntropyJob extends LossJob {
  /** A double for each thread, FLAG_BYTES apart. */
  sums: usize;
}

@unmanaged
export class CrossEntropyGradientJob extends LossJob {
  out: usize;
  /** Where the one value lies. */
  dy: usize;
}

/** Sums weight * -log softmax(logits)[label] over a thread's pixels. */
export function crossEntropy(job: CrossEntropyJob, thread: i32, threads: i32): void {
  const pixels = job.pixels;
  const classes = job.classes;
  const end = shareBeginAligned(pixels, 4, thread + 1, threads);
  let sum: f64 = 0;
  for (let pixel = shareBeginAligned(pixels, 4, thread, threads); pixel < end; pixel += 4) {
    const count = min(4, end - pixel);
    const logits = job.logits + ((<usize>pixel * <usize>classes) << 2);
    const largest = largestOf(logits, classes, count);
    const total = sumOfPowers(logits, classes, count, largest);
    const chosen = chosenOf(job, logits, pixel, classes, count);
    const losses = f32x4.mul(f32x4.sub(logarithm(total), f32x4.sub(chosen, largest)), gather(job.weights + (<usize>pixel << 2), 1, count));
    sum += <f64>f32x4.extract_lane(losses, 0);
    if (count > 1) sum += <f64>f32x4.extract_lane(losses, 1);
    if (count > 2) sum += <f64>f32x4.extract_lane(losses, 2);
    if (count > 3) sum += <f64>f32x4.extract_lane(losses, 3);
  }
  store<f64>(job.sums + <usize>thread * FLAG_BYTES, sum);
}

/** out = (softmax(logits) - one-hot(label)) * weight * dy / pixels. */
export function crossEntropyGradient(job: CrossEntropyGradientJob, thread: i32, threads: i32): void {
  const pixels = job.pixels;
  const classes = job.classes;
  const out = job.out;
  const factor = load<f32>(job.dy) / <f32>pixels;
  const end = shareBeginAligned(pixels, 4, thread + 1, threads);
  for (let pixel = shareBeginAligned(pixels, 4, thread, threads); pixel < end; pixel += 4) {
    const count = min(4, end - pixel);
    const offset = (<usize>pixel * <usize>classes) << 2;
    const logits = job.logits + offset;
    const largest = largestOf(logits, classes, count);
    const total = sumOfPowers(logits, classes, count, largest);
    const weights = f32x4.mul(gather(job.weights + (<usize>pixel << 2), 1, count), f32x4.splat(factor));
    for (let channel = 0; channel < classes; channel++) {
      const logit = gather(logits + (<usize>channel << 2), classes, count);
      const probability = f32x4.div(exponential(f32x4.sub(logit, largest)), total);
      const labels = gather(job.labels + (<usize>pixel << 2), 1, count);
      const hit = v128.and(i32x4.eq(labels, i32x4.splat(channel)), f32x4.splat(1));
      scatter(out + offset + (<usize>channel << 2), classes, count, f32x4.mul(f32x4.sub(probability, hit), weights));
    }
  }
}

function largestOf(logits: usize, classes: i32, count: i32): v128 {
  let largest = gather(logits, classes, count);
  for (let channel = 1; channel < classes; channel++) {
    largest = f32x4.max(largest, gather(logits + (<usize>channel << 2), classes, count));
  }
  return largest;
}

function sumOfPowers(logits: usize, classes: i32, count: i32, largest: v128): v128 {
  let total = f32x4.splat(0);
  for (let channel = 0; channel < classes; channel++) {
    const logit = gather(logits + (<usize>channel << 2), classes, count);
    total = f32x4.add(total, exponential(f32x4.sub(logit, largest)));
  }
  return total;
}

/** The logits of the labels; a label that is no class counts as a logit of 0 above the largest, as one-hot encoding has it. */
function chosenOf(job: LossJob, logits: usize, pixel: i32, classes: i32, count: i32): v128 {
  const labels = gather(job.labels + (<usize>pixel << 2), 1, count);
  let chosen = largestOf(logits, classes, count);
  for (let channel = 0; channel < classes; channel++) {
    const logit = gather(logits + (<usize>channel << 2), classes, count);
    chosen = v128.bitselect(logit, chosen, i32x4.eq(labels, i32x4.splat(channel)));
  }
  return chosen;
}

/** Up to four words, `step` words apart; 0 in the lanes behind. */
function gather(address: usize, step: i32, count: i32): v128 {
  const bytes = <usize>step << 2;
  let lanes = v128.load32_zero(address);
  if (count > 1) lanes = v128.load32_lane(address + bytes, lanes, 1);
  if (count > 2) lanes = v128.load32_lane(address + 2 * bytes, lanes, 2);
  if (count > 3) lanes = v128.load32_lane(address + 3 * bytes, lanes, 3);
  return lanes;
}

function scatter(address: usize, step: i32, count: i32, lanes: v128): void {
  const bytes = <usize>step << 2;
  v128.store32_lane(address, lanes, 0);
  if (count > 1) v128.store32_lane(address + bytes, lanes, 1);
  if (count > 2) v128.store32_lane(address + 2 * bytes, lanes, 2);
  if (count > 3) v128.store32_lane(address + 3 * bytes, lanes, 3);
}
