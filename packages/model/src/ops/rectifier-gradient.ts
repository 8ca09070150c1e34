import { mul, step, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from './backend-kernel.ts';

/**
 * Gradient of a rectifier with respect to what it took: `dy` where it was on.
 * @param y what the rectifier gave
 */
export function rectifierGradient<Shaped extends Tensor>(dy: Shaped, y: Shaped): Shaped {
  if (hasKernel('ReluGrad')) return runKernel('ReluGrad', { dy, y });
  // Where the output is 0 the rectifier was off: step(y) is its derivative.
  return tidy(() => mul(dy, step(y)));
}
