import { float, int, pointer } from '../common/arguments';
import { shareBeginAligned } from '../common/share';

/**
 * One step of gradient descent with momentum: newVelocity = momentum * velocity + gradient, newVariable = variable - rate * newVelocity.
 * Every product and sum is rounded by itself, as if they were operations of their own. Arguments: variable, velocity, gradient,
 * newVariable, newVelocity, count, momentum, rate.
 */
export function sgdMomentum(job: usize, thread: i32, threads: i32): void {
  const begin = shareBeginAligned(int(job, 5), 64, thread, threads);
  const end = shareBeginAligned(int(job, 5), 64, thread + 1, threads);
  step(job, <usize>begin << 2, end - begin);
}

function step(job: usize, first: usize, count: i32): void {
  const momentum = f32x4.splat(float(job, 6));
  const rate = f32x4.splat(float(job, 7));
  let variable = pointer(job, 0) + first;
  let velocity = pointer(job, 1) + first;
  let gradient = pointer(job, 2) + first;
  let newVariable = pointer(job, 3) + first;
  let newVelocity = pointer(job, 4) + first;
  let left = count;
  for (; left >= 8; left -= 8) {
    const velocity0 = f32x4.add(f32x4.mul(v128.load(velocity), momentum), v128.load(gradient));
    const velocity1 = f32x4.add(f32x4.mul(v128.load(velocity, 16), momentum), v128.load(gradient, 16));
    v128.store(newVelocity, velocity0);
    v128.store(newVelocity, velocity1, 16);
    v128.store(newVariable, f32x4.sub(v128.load(variable), f32x4.mul(velocity0, rate)));
    v128.store(newVariable, f32x4.sub(v128.load(variable, 16), f32x4.mul(velocity1, rate)), 16);
    variable += 32;
    velocity += 32;
    gradient += 32;
    newVariable += 32;
    newVelocity += 32;
  }
  for (let place: usize = 0; place < <usize>left << 2; place += 4) {
    const next = load<f32>(velocity + place) * float(job, 6) + load<f32>(gradient + place);
    store<f32>(newVelocity + place, next);
    store<f32>(newVariable + place, load<f32>(variable + place) - next * float(job, 7));
  }
}
