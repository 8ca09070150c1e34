import { add, mul, slice, softmax, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { forward } from './forward.ts';
import { contextOf } from './geometry.ts';
import type { BorrowedNetwork, Network } from './network.ts';
import { applySymmetry, squareSymmetries, undoSymmetry } from './symmetries.ts';

/**
 * Class probabilities `[batch, height, width, classes]` of the squares inside the context, owned by the caller.
 * @param x tiles with their context, `[batch, height, width, channels]`
 * @param symmetries whether they are averaged over the symmetries of the square
 */
export function predictTiles(unet: Network | BorrowedNetwork, x: Tensor4D, symmetries: boolean): Tensor4D {
  if (!symmetries) return prediction(unet, x);
  return tidy(() => {
    // Added up one by one: eight of them together would be most of the memory.
    let sum: Tensor4D | undefined;
    for (const symmetry of squareSymmetries) {
      const before = sum;
      sum = tidy(() => {
        const next = undoSymmetry(prediction(unet, applySymmetry(x, symmetry)), symmetry);
        return before === undefined ? next : add(before, next);
      });
      before?.dispose();
    }
    return mul(sum!, 1 / squareSymmetries.length);
  });
}

function prediction({ config, parameters }: Network | BorrowedNetwork, x: Tensor4D): Tensor4D {
  return tidy(() => {
    const probabilities = softmax(forward(config, parameters, x));
    // Valid convolutions have taken the context away already.
    if (config.padding === 'valid') return probabilities;
    const [batch, height, width, classes] = probabilities.shape;
    const context = contextOf(config);
    return slice(probabilities, [0, context, context, 0], [batch, height - 2 * context, width - 2 * context, classes]);
  });
}
