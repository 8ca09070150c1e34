import { defaultHeldOut } from '@unet/run/arrays';
import type { Dataset } from '../state/dataset.ts';
import type { DatasetRecord } from '../storage/dataset-store.ts';
import type { OpenedSlices } from './opened-slices.ts';
import { defaultPhantom } from './phantom-choice.ts';

/** What the other panels see of opened slices. */
export function datasetOf({ record, slices }: Pick<OpenedSlices, 'record' | 'slices'>): Dataset {
  const { origin, heldOut } = record;
  const scaling = record.origin === 'files' ? record.scaling : undefined;
  // Other held-out slices are other training slices: a run must not go on with them.
  const suffix = heldOut === defaultHeldOut(slices.length) ? '' : `-held-out-${heldOut}`;
  return { id: `${identify(record)}${suffix}`, description: describeSource(record), origin, slices, heldOut, scaling };
}

function identify(record: DatasetRecord): string {
  if (record.origin === 'files') return record.id;
  const { seed, count, size } = record.choice;
  const isDefault = count === defaultPhantom.count && size === defaultPhantom.size;
  return isDefault ? `phantom-${seed}` : `phantom-${seed}-${count}-${size}`;
}

function describeSource(record: DatasetRecord): string {
  return record.origin === 'files' ? record.description : `synthetic slices (seed ${record.choice.seed})`;
}
