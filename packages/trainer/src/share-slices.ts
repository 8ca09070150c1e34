import type { LabelledSlice } from './slice.ts';

/**
 * Copies slices into memory that all threads share, so that workers read them where they are instead of each having a copy. Where
 * such memory is not to be had (in a browser, a page that is not cross-origin isolated) the slices themselves.
 * @param slices stay as they are; let go of them, and only the shared ones take memory
 * @example
 * const source = await createWorkerSource({ createWorker, setup: { slices: shareSlices(slices), options } });
 */
export function shareSlices(slices: readonly LabelledSlice[]): LabelledSlice[] {
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
