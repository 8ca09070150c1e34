import { add, mul, type Tensor3D, tidy } from '@tensorflow/tfjs-core';
import type { Image } from '@unet/tensor';
import type { Placement } from '../sampling.ts';
import { sizeOf } from './check-field.ts';
import type { DisplacementField } from './displacement-field.ts';
import { basePositions, mirrorPositions, splitPositions, valuesAt } from './positions.ts';
import { copyWhole } from './sample-bilinear.ts';
import { splineCoefficients, splineWeights } from './spline.ts';

/** The cubic B-spline image warp; arguments are checked by the caller, tensors are released by its `tidy`. */
export function sampleBicubic(image: Image, field: DisplacementField, placement: Placement): Image {
  const { height, width } = sizeOf(image);
  const { boundary } = placement;
  const coefficients = tidy(() => splineCoefficients(image, boundary));
  const base = basePositions(field, image, placement);
  const rows = splitPositions(field.rows, base.rows);
  const columns = splitPositions(field.columns, base.columns);
  const taps = [-1, 0, 1, 2];
  const tapRows = taps.map((tap) => mirrorPositions(add(rows.whole, tap), height, boundary));
  const tapColumns = taps.map((tap) => mirrorPositions(add(columns.whole, tap), width, boundary));
  const columnWeights = splineWeights(columns.fraction);
  const values = splineWeights(rows.fraction)
    .map((rowWeight, row) =>
      tidy(() => {
        const line = columnWeights
          .map((weight, column) => mul<Tensor3D>(weight, valuesAt(coefficients, tapRows[row]!, tapColumns[column]!)))
          .reduce((sum, term) => add(sum, term));
        return mul<Tensor3D>(rowWeight, line);
      }),
    )
    .reduce((sum, term) => add(sum, term));
  return copyWhole(rows, columns, valuesAt(image, tapRows[1]!, tapColumns[1]!), values);
}
