import type { DisplacementField } from '@unet/elastic';
import type { DisplacementFieldArrays } from '@unet/elastic/arrays';
import { weightFromArray } from '@unet/tensor';
import { expectAllClose, type Tolerance } from '@unet-internal/testing';

/** A field of tensors from one of arrays. */
export function fieldFromArrays({ height, width, rows, columns }: DisplacementFieldArrays): DisplacementField {
  return {
    rows: weightFromArray({ height, width, data: rows }),
    columns: weightFromArray({ height, width, data: columns }),
  };
}

/** Reads a field and compares it with one of arrays. */
export async function expectField(
  field: DisplacementField,
  expected: DisplacementFieldArrays,
  tolerance: Tolerance,
): Promise<void> {
  const shape = [expected.height, expected.width];
  for (const axis of ['rows', 'columns'] as const) {
    if (field[axis].shape.join() !== shape.join()) throw new Error(`${axis} have shape ${field[axis].shape}`);
    expectAllClose(await field[axis].data(), expected[axis], tolerance);
  }
}
