import { shareBeginAligned } from '../common/share';

@unmanaged
export class AdamJob {
  variable: usize;
  mean: usize;
  square: usize;
  gradient: usize;
  newVariable: usize;
  newMean: usize;
  newSquare: usize;
  count: i32;
  beta1: f32;
  /** 1 - beta1 */
  rest1: f32;
  beta2: f32;
  /** 1 - beta2 */
  rest2: f32;
  /** Corrected for the mean's beginning at 0. */
  rate: f32;
  /** For the square's beginning at 0. */
  correction: f32;
  epsilon: f32;
}

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1), every operation rounded by itself, as if it were one of its own:
 *
 *     newMean = mean * beta1 + gradient * rest1
 *     newSquare = square * beta2 + gradient^2 * rest2
 *     newVariable = variable - newMean * rate / (sqrt(newSquare / correction) + epsilon)
 */
export function adam(job: AdamJob, thread: i32, threads: i32): void {
  const begin = shareBeginAligned(job.count, 64, thread, threads);
  const count = shareBeginAligned(job.count, 64, thread + 1, threads) - begin;
  const first = <usize>begin << 2;
  const variable = job.variable + first;
  const mean = job.mean + first;
  const square = job.square + first;
  const gradient = job.gradient + first;
  const newVariable = job.newVariable + first;
  const newMean = job.newMean + first;
  const newSquare = job.newSquare + first;
  let place: usize = 0;
  for (let left = count; left >= 4; left -= 4, place += 16) {
    const slope = v128.load(gradient + place);
    const nextMean = moved(v128.load(mean + place), slope, job.beta1, job.rest1);
    const nextSquare = moved(v128.load(square + place), f32x4.mul(slope, slope), job.beta2, job.rest2);
    v128.store(newMean + place, nextMean);
    v128.store(newSquare + place, nextSquare);
    v128.store(newVariable + place, f32x4.sub(v128.load(variable + place), stride(job, nextMean, nextSquare)));
  }
  // The last ones as lanes of a vector.
  for (; place < <usize>count << 2; place += 4) {
    const slope = v128.load32_splat(gradient + place);
    const nextMean = moved(v128.load32_splat(mean + place), slope, job.beta1, job.rest1);
    const nextSquare = moved(v128.load32_splat(square + place), f32x4.mul(slope, slope), job.beta2, job.rest2);
    v128.store32_lane(newMean + place, nextMean, 0);
    v128.store32_lane(newSquare + place, nextSquare, 0);
    const next = f32x4.sub(v128.load32_splat(variable + place), stride(job, nextMean, nextSquare));
    v128.store32_lane(newVariable + place, next, 0);
  }
}

/** The running mean after one value more. */
@inline
function moved(mean: v128, value: v128, decay: f32, rest: f32): v128 {
  return f32x4.add(f32x4.mul(mean, f32x4.splat(decay)), f32x4.mul(value, f32x4.splat(rest)));
}

/** By how much the variable changes. */
@inline
function stride(job: AdamJob, mean: v128, square: v128): v128 {
  const scale = f32x4.add(f32x4.sqrt(f32x4.div(square, f32x4.splat(job.correction))), f32x4.splat(job.epsilon));
  return f32x4.div(f32x4.mul(mean, f32x4.splat(job.rate)), scale);
}
