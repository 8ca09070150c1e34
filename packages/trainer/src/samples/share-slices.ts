import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { checkImageArray, checkLabelArray, checkList, checkObject } from '@unet/tensor/internal';
import { sliceName } from '../slice.ts';

/**
 * Copies slices into memory that all threads share, so that workers read them where they are instead of each having a copy. Where
 * there is no such memory (in a browser, on a page that is not cross-origin isolated) it returns the slices themselves.
 *
 * What each worker still has of its own is the cells that `createTileSource` finds: one int32 number a pixel of each slice that it took a
 * sample of.
 * @param slices stay as they are; let go of them, and only the shared ones take memory
 * @throws TypeError, RangeError for what are no slices in plain memory
 * @example
 * const source = await createWorkerSource({ createWorker, setup: { slices: shareSlices(slices), options } });
 */
export function shareSlices(slices: readonly LabelledSliceArrays[]): LabelledSliceArrays[] {
  checkList('shareSlices', 'slices', slices, 'slice');
  for (const [index, slice] of slices.entries()) {
    const name = sliceName(slice, index);
    checkObject('shareSlices', name, slice, '{ image, label }');
    checkImageArray('shareSlices', `${name}: image`, slice.image);
    checkLabelArray('shareSlices', `${name}: label`, slice.label);
  }
  // Some browsers have the constructor on every page, and refuse to send what it makes.
  if (typeof SharedArrayBuffer === 'undefined' || globalThis.crossOriginIsolated === false) return [...slices];
  return slices.map((slice) => ({
    ...slice,
    image: { ...slice.image, data: shared(slice.image.data, Float32Array) },
    label: { ...slice.label, data: shared(slice.label.data, Int32Array) },
  }));
}

function shared<Data extends Float32Array | Int32Array>(
  data: Data,
  Type: new (buffer: SharedArrayBuffer) => Data,
): Data {
  if (data.buffer instanceof SharedArrayBuffer) return data;
  const copy = new Type(new SharedArrayBuffer(data.byteLength));
  copy.set(data);
  return copy;
}
