import { int, pointer } from '../common/arguments';
import { shareBeginAligned } from '../common/share';

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1), every operation rounded by itself, as if it were one of its own:
 *
 *     newMean = mean * beta1 + gradient * (1 - beta1)
 *     newSquare = square * beta2 + gradient^2 * (1 - beta2)
 *     newVariable = variable - newMean * rate / (sqrt(newSquare / correction) + epsilon)
 *
 * Arguments: variable, mean, square, gradient, newVariable, newMean, newSquare, count, beta1, 1 - beta1, beta2, 1 - beta2,
 * rate (corrected for the mean's beginning at 0), correction (for the square's), epsilon.
 */
export function adam(job: usize, thread: i32, threads: i32): void {
  const begin = shareBeginAligned(int(job, 7), 64, thread, threads);
  const end = shareBeginAligned(int(job, 7), 64, thread + 1, threads);
  step(job, <usize>begin << 2, end - begin);
}

function step(job: usize, first: usize, count: i32): void {
  const variable = pointer(job, 0) + first;
  const mean = pointer(job, 1) + first;
  const square = pointer(job, 2) + first;
  const gradient = pointer(job, 3) + first;
  const newVariable = pointer(job, 4) + first;
  const newMean = pointer(job, 5) + first;
  const newSquare = pointer(job, 6) + first;
  let place: usize = 0;
  for (let left = count; left >= 4; left -= 4, place += 16) {
    const slope = v128.load(gradient + place);
    const nextMean = moved(job, 8, v128.load(mean + place), slope);
    const nextSquare = moved(job, 10, v128.load(square + place), f32x4.mul(slope, slope));
    v128.store(newMean + place, nextMean);
    v128.store(newSquare + place, nextSquare);
    v128.store(newVariable + place, f32x4.sub(v128.load(variable + place), stride(job, nextMean, nextSquare)));
  }
  // The last ones as lanes of a vector.
  for (; place < <usize>count << 2; place += 4) {
    const slope = v128.load32_splat(gradient + place);
    const nextMean = moved(job, 8, v128.load32_splat(mean + place), slope);
    const nextSquare = moved(job, 10, v128.load32_splat(square + place), f32x4.mul(slope, slope));
    v128.store32_lane(newMean + place, nextMean, 0);
    v128.store32_lane(newSquare + place, nextSquare, 0);
    const next = f32x4.sub(v128.load32_splat(variable + place), stride(job, nextMean, nextSquare));
    v128.store32_lane(newVariable + place, next, 0);
  }
}

/** The running mean after one value more; its decay and what that leaves are two arguments of the job. */
@inline
function moved(job: usize, decay: i32, mean: v128, value: v128): v128 {
  return f32x4.add(f32x4.mul(mean, splat(job, decay)), f32x4.mul(value, splat(job, decay + 1)));
}

/** By how much the variable changes. */
@inline
function stride(job: usize, mean: v128, square: v128): v128 {
  const scale = f32x4.add(f32x4.sqrt(f32x4.div(square, splat(job, 13))), splat(job, 14));
  return f32x4.div(f32x4.mul(mean, splat(job, 12)), scale);
}

@inline
function splat(job: usize, index: i32): v128 {
  return v128.load32_splat(job + (<usize>index << 2));
}
