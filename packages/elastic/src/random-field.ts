import { describe, type Random } from '@unet/tensor/arrays';
import { checkOptions } from './checks.ts';
import { type CoarseFieldOptions, coarseField } from './coarse-field.ts';
import { type DenseFieldOptions, denseField } from './dense-field.ts';
import type { DisplacementField } from './displacement-field.ts';

/** A kind of elastic field and its numbers, as plain JSON. Numbers left out take the defaults of the kind. */
export type ElasticKind =
  | ({ readonly kind: 'dense' } & Pick<DenseFieldOptions, 'sigma' | 'alpha' | 'kernelSize'>)
  | ({ readonly kind: 'coarse' } & Pick<CoarseFieldOptions, 'grid' | 'deviation'>);

/**
 * Draws a field of the kind that plain data names: {@link denseField} or {@link coarseField}.
 * @throws TypeError for an unknown kind, RangeError as the kind's own function
 * @example
 * const field = randomField({ kind: 'coarse', grid: 3, deviation: 10 }, { height: 572, width: 572 }, random);
 */
export function randomField(
  elastic: ElasticKind,
  size: { readonly height: number; readonly width: number },
  random: Random,
): DisplacementField {
  checkOptions('randomField', 'elastic', elastic);
  checkOptions('randomField', 'size', size);
  const { height, width } = size;
  if (elastic.kind === 'dense') {
    const { kind: _, ...numbers } = elastic;
    return denseField({ ...numbers, height, width, random });
  }
  if (elastic.kind === 'coarse') {
    const { kind: _, ...numbers } = elastic;
    return coarseField({ ...numbers, height, width, random });
  }
  throw new TypeError(
    `randomField: elastic.kind must be "dense" or "coarse", got ${describe((elastic as { kind?: unknown }).kind)}`,
  );
}
