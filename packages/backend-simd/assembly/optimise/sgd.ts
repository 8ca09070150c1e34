import { shareBeginAligned } from '../common/share';

@unmanaged
export class SgdJob {
  variable: usize;
  velocity: usize;
  gradient: usize;
  newVariable: usize;
  newVelocity: usize;
  count: i32;
  momentum: f32;
  rate: f32;
}

/**
 * One step of gradient descent with momentum: newVelocity = momentum * velocity + gradient, newVariable = variable - rate * newVelocity.
 * Every product and sum is rounded by itself, as if they were operations of their own.
 */
export function sgdMomentum(job: SgdJob, thread: i32, threads: i32): void {
  const begin = shareBeginAligned(job.count, 64, thread, threads);
  let left = shareBeginAligned(job.count, 64, thread + 1, threads) - begin;
  const first = <usize>begin << 2;
  const momentum = f32x4.splat(job.momentum);
  const rate = f32x4.splat(job.rate);
  let variable = job.variable + first;
  let velocity = job.velocity + first;
  let gradient = job.gradient + first;
  let newVariable = job.newVariable + first;
  let newVelocity = job.newVelocity + first;
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
    const next = load<f32>(velocity + place) * job.momentum + load<f32>(gradient + place);
    store<f32>(newVelocity + place, next);
    store<f32>(newVariable + place, load<f32>(variable + place) - next * job.rate);
  }
}
