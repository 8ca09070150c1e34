/** A tensor in a {@link Ledger}: how large it is, and how many still need it. */
export interface HeldTensor {
  readonly shape: readonly number[];
  holders: number;
}

/** Keeps account of tensors that are made and released, all with four bytes a value. */
export class Ledger {
  /** Most bytes that were held at the same time. */
  peak = 0;
  /** The largest tensor that was made. */
  largest: readonly number[] = [];
  #held = 0;

  /** Makes a tensor that one holder needs. */
  make(shape: readonly number[]): HeldTensor {
    this.take(bytesOf(shape));
    if (bytesOf(shape) > bytesOf(this.largest)) this.largest = shape;
    return { shape, holders: 1 };
  }

  /** Takes memory for something that is no tensor; a negative number gives it back. */
  take(bytes: number): void {
    this.#held += bytes;
    this.peak = Math.max(this.peak, this.#held);
  }

  /** Adds a holder to each tensor. */
  hold(...tensors: readonly HeldTensor[]): void {
    for (const tensor of tensors) tensor.holders++;
  }

  /** Takes a holder from each tensor; one without holders is gone. */
  release(...tensors: readonly HeldTensor[]): void {
    for (const tensor of tensors) {
      tensor.holders--;
      if (tensor.holders === 0) this.take(-bytesOf(tensor.shape));
    }
  }
}

/** Bytes of a float32 or int32 tensor. No side, no bytes. */
export function bytesOf(shape: readonly number[]): number {
  return shape.length === 0 ? 0 : shape.reduce((product, side) => product * side, 4);
}
