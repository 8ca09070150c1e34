import { engine, type Tensor } from '@tensorflow/tfjs-core';

/** The part of TensorFlow.js's engine that books data in and out. */
interface Books {
  readonly state: { readonly tensorInfo: WeakMap<object, unknown> };
  trackTensor(tensor: Tensor, backend: unknown): void;
  removeDataId(dataId: object, backend: unknown): void;
}

/**
 * Most bytes of tensors that `work` makes beside those that are there already. Tensors that share their values count once, which
 * `memory().numBytes` does not do.
 */
export function tensorPeak(work: () => void): number {
  const books = engine() as unknown as Books;
  const { trackTensor, removeDataId } = books;
  const sizes = new Map<object, number>();
  let held = 0;
  let peak = 0;
  books.trackTensor = (tensor, backend) => {
    const isNew = !books.state.tensorInfo.has(tensor.dataId);
    trackTensor.call(books, tensor, backend);
    if (!isNew) return;
    sizes.set(tensor.dataId, 4 * tensor.size);
    held += 4 * tensor.size;
    peak = Math.max(peak, held);
  };
  books.removeDataId = (dataId, backend) => {
    removeDataId.call(books, dataId, backend);
    held -= sizes.get(dataId) ?? 0;
    sizes.delete(dataId);
  };
  try {
    work();
  } finally {
    Object.assign(books, { trackTensor, removeDataId });
  }
  return peak;
}
