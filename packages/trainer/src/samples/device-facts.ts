import { dispose, type Tensor1D } from '@tensorflow/tfjs-core';
import { type Label, labelFromArray, labelToArray } from '@unet/tensor';
import { classWeights, labelFromInstances } from '@unet/weight-map';
import { factsOf, type SliceFacts } from './sample-weights.ts';
import type { TileSettings } from './tile-options.ts';

/** What the weights of a sample on the device need to know of its whole slice. */
export interface DeviceFacts {
  /** Numbers of its cells, where distances between cells count and the label does not say. */
  readonly cells: Label | undefined;
  /** Where distances count: what is known in plain memory. */
  readonly measured: SliceFacts | undefined;
  /** Else one weight for each class, unless all weights are 1. */
  readonly balance: ArrayLike<number> | Tensor1D | undefined;
}

/** Looks at a whole slice: reads its label once where distances between cells count, else nothing. */
export async function factsOnDevice(label: Label, settings: TileSettings): Promise<DeviceFacts> {
  const { weights, config } = settings;
  if (weights === false) return { cells: undefined, measured: undefined, balance: undefined };
  if (hasBorder(settings)) {
    const measured = factsOf(await labelToArray(label), settings, weights);
    const cells = measured.cells === undefined ? undefined : labelFromArray(measured.cells);
    return { cells, measured, balance: undefined };
  }
  const { balance = 'notebook', gap, kind } = weights;
  if (typeof balance !== 'string') return { cells: undefined, measured: undefined, balance };
  const classMap = kind === 'instances' ? labelFromInstances(label, { gap }) : label;
  const counted = classWeights(classMap, { classes: config.classes, balance });
  if (classMap !== label) classMap.dispose();
  return { cells: undefined, measured: undefined, balance: counted };
}

/** Whether weights have a border term: then distances between cells count. */
function hasBorder({ weights, labels, context }: TileSettings): boolean {
  // The context of instances has one pixel for the gap.
  return weights !== false && context > (labels === 'instances' ? 1 : 0);
}

/** Disposes what lies on the device. */
export function disposeFacts({ cells, balance }: DeviceFacts): void {
  if (cells !== undefined) cells.dispose();
  if (balance !== undefined && 'dataId' in balance) dispose(balance as Tensor1D);
}
