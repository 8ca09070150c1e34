import { checkForm, checkInteger, checkLabelArray } from '@unet/tensor/internal';
import type { ComponentsArrays } from './connected-components.ts';

/** Throws unless it is what `connectedComponents` returns; its numbers are not looked at. */
export function checkComponents(where: string, components: ComponentsArrays): void {
  checkForm(where, 'components', components, ['labels', 'count']);
  checkLabelArray(where, 'components.labels', components.labels);
  checkInteger(where, 'components.count', components.count, 0);
}

/** The error for a number that no component has. */
export function numberOutOfRange(where: string, count: number, got: number): RangeError {
  return new RangeError(
    `${where}: components.labels must hold numbers from 0 to components.count (${count}), got ${got}`,
  );
}
