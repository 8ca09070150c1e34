import { add, cast, equal, exp, minimum, mul, square, tidy } from '@tensorflow/tfjs-core';
import type { Label, Weight } from '@unet/tensor';
import { checkLabel, checkObject, checkWeight, describe } from '@unet/tensor/internal';
import { type BorderOptions, checkBorderTermOptions } from '../border-term.ts';
import type { NearestTwoCells } from '../lifted.ts';

/**
 * The part of the weight map that makes the network learn the borders between touching cells, pixel by pixel:
 * w0 exp(-(d1 + d2)^2 / (2 sigma^2)), with the distances d1 and d2 to the nearest two cells (Ronneberger et al. 2015,
 * equation 2), on the device: nothing is read. It is 0 where there are fewer than two cells.
 * @param cells instance map `[height, width]`, 0 is the background; stays the caller's
 * @param distances what `nearestTwoCells` measured in it; stay the caller's
 * @returns float32 `[height, width]`; the caller owns it
 * @throws TypeError, RangeError if `cells` is no `Label`, the distances are not of its size, or an option is unknown or out of range
 * @example
 * const distances = await nearestTwoCells(cells);
 * const border = borderTerm(cells, distances, { region: 'background' });
 */
export function borderTerm(
  cells: Label,
  distances: Pick<NearestTwoCells, 'first' | 'second'>,
  options: BorderOptions = {},
): Weight {
  const where = 'borderTerm';
  checkLabel(where, 'cells', cells);
  checkObject(where, 'distances', distances, '{ first, second }');
  for (const name of ['first', 'second'] as const) {
    checkWeight(where, `distances.${name}`, distances[name]);
    if (String(distances[name].shape) === String(cells.shape)) continue;
    throw new RangeError(
      `${where}: distances.${name} must have the size of the cells, ${cells.shape.join(' x ')}, got ${describe(distances[name])}`,
    );
  }
  checkBorderTermOptions(where, options);
  const { w0 = 10, sigma = 5, region = 'everywhere' } = options;
  return tidy((): Weight => {
    // Not every device computes with infinities; exp(-200) is 0 in float32, too.
    const sum = minimum(add(distances.first, distances.second), 20 * sigma);
    const border: Weight = mul(exp(mul(square(sum), -1 / (2 * sigma * sigma))), w0);
    return region === 'everywhere' ? border : mul(border, cast(equal(cells, 0), 'float32'));
  });
}
