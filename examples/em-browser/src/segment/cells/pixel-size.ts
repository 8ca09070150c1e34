import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';

export type LengthUnit = 'nm' | 'µm';

/** What was typed as the side of a pixel. */
export const lengthText: Signal<string> = signal('');
export const lengthUnit: Signal<LengthUnit> = signal('nm');

/** Side of a pixel in µm; undefined while none is known. */
export const pixelSize: ReadonlySignal<number | undefined> = computed(() => {
  const length = Number(lengthText.value);
  if (!(length > 0 && Number.isFinite(length))) return undefined;
  return lengthUnit.value === 'nm' ? length / 1000 : length;
});
