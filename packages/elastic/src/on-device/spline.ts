import {
  add,
  conv2d,
  expandDims,
  gather,
  mul,
  squeeze,
  sub,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tensor1d,
  tensor4d,
  transpose,
} from '@tensorflow/tfjs-core';
import type { Boundary, Image } from '@unet/tensor';
import { mirror } from '@unet/tensor/internal';
import { pole } from '../cubic-spline.ts';

// The pole to this power, 2.6e-9, is below the rounding of float32.
const radius = 14;

/**
 * The coefficients of the cubic B-spline that passes through the pixels. On the CPU they come of a recursion along each axis; its impulse
 * response, symmetric and falling off by the pole from tap to tap (Unser, Aldroubi and Eden 1993, part I, table I), is here a convolution
 * of the mirrored image.
 */
export function splineCoefficients(image: Image, boundary: Boundary): Image {
  const [height, width] = image.shape;
  const impulse = Float32Array.from({ length: 2 * radius + 1 }, (_, tap) => {
    return ((-6 * pole) / (1 - pole * pole)) * pole ** Math.abs(tap - radius);
  });
  // One plane a channel: [channels, height, width].
  const planes = transpose(image, [2, 0, 1]);
  const down = filter(mirrorAxis(planes, 1, height, boundary), tensor4d(impulse, [impulse.length, 1, 1, 1]));
  const along = filter(mirrorAxis(down, 2, width, boundary), tensor4d(impulse, [1, impulse.length, 1, 1]));
  return transpose(along, [1, 2, 0]);
}

/** The weights of the four coefficients about positions, whose fractions they follow from. */
export function splineWeights(fraction: Tensor2D): Tensor3D[] {
  const rest = sub(1, fraction);
  return [outer(rest), inner(fraction), inner(rest), outer(fraction)].map((weights) => expandDims(weights, 2));
}

/** Weight of a coefficient one to two pixels away: t^3 / 6. */
function outer(t: Tensor2D | ReturnType<typeof sub>): Tensor2D {
  return mul(mul(mul(t, t), t), 1 / 6);
}

/** Weight of a coefficient up to one pixel away: 2 / 3 - t^2 (2 - t) / 2. */
function inner(t: Tensor2D | ReturnType<typeof sub>): Tensor2D {
  return add(mul(mul(mul(t, t), sub(t, 2)), 0.5), 2 / 3);
}

/** Continues an axis by its mirror image as far as the filter reaches. */
function mirrorAxis(planes: Tensor3D, axis: 1 | 2, length: number, boundary: Boundary): Tensor3D {
  const indices = Int32Array.from({ length: length + 2 * radius }, (_, index) =>
    mirror(index - radius, length, boundary),
  );
  return gather(planes, tensor1d(indices, 'int32'), axis);
}

function filter(planes: Tensor3D, kernel: Tensor4D): Tensor3D {
  return squeeze(conv2d(expandDims(planes, 3) as Tensor4D, kernel, 1, 'valid'), [3]);
}
