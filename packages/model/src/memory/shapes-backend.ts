import { type DataType, KernelBackend, type TensorInfo } from '@tensorflow/tfjs-core';

/** What a tensor holds, and how many share it. */
interface Piece {
  readonly values: number;
  references: number;
}

/**
 * A backend of TensorFlow.js that computes nothing and holds no values: it knows the shape of each tensor, and so keeps account of what a
 * real backend would hold. All take four bytes a value.
 */
export class ShapesBackend extends KernelBackend {
  /** Most bytes that were held at the same time. */
  peak = 0;
  /** Shape of the largest tensor. */
  largest: readonly number[] | undefined;
  /** `[batch, taps * in, pixels]` of the largest matrix into which the input of a convolution was written out. */
  largestMatrix: readonly number[] | undefined;
  readonly #unfolds: boolean;
  #held = 0;
  readonly #pieces = new Map<object, Piece>();

  /** @param unfolds whether a convolution first writes out its input under every tap of the filter */
  constructor(unfolds: boolean) {
    super();
    this.#unfolds = unfolds;
  }

  /** A new tensor. */
  make(shape: number[], dtype: DataType = 'float32'): TensorInfo {
    const dataId = {};
    const values = valuesOf(shape);
    this.#pieces.set(dataId, { values, references: 1 });
    this.#take(values);
    if (this.largest === undefined || values > valuesOf(this.largest)) this.largest = shape;
    return { dataId, shape, dtype };
  }

  /** A tensor that shares the values of another. */
  share({ dataId, dtype }: TensorInfo, shape: number[]): TensorInfo {
    this.incRef(dataId);
    return { dataId, shape, dtype };
  }

  /** A convolution, beside the matrix that it needs where convolutions are unfolded; for one of 1 x 1 that is its input as it stands. */
  unfolding<Result>(filterShape: readonly number[], outputShape: readonly number[], convolve: () => Result): Result {
    const [rows, columns, inputs] = filterShape as [number, number, number];
    if (!this.#unfolds || rows * columns === 1) return convolve();
    const [batch, height, width] = outputShape as [number, number, number];
    const matrix = [batch, rows * columns * inputs, height * width];
    if (this.largestMatrix === undefined || valuesOf(matrix) > valuesOf(this.largestMatrix))
      this.largestMatrix = matrix;
    this.#take(valuesOf(matrix));
    const result = convolve();
    this.#take(-valuesOf(matrix));
    return result;
  }

  override write(_: unknown, shape: number[], dtype: DataType): object {
    return this.make(shape, dtype).dataId;
  }

  override incRef(dataId: object): void {
    this.#pieces.get(dataId)!.references++;
  }

  override refCount(dataId: object): number {
    return this.#pieces.get(dataId)?.references ?? 0;
  }

  override disposeData(dataId: object): boolean {
    const piece = this.#pieces.get(dataId)!;
    piece.references--;
    if (piece.references > 0) return false;
    this.#pieces.delete(dataId);
    this.#take(-piece.values);
    return true;
  }

  override numDataIds(): number {
    return this.#pieces.size;
  }

  // What the engine asks for in its debug mode, in which it times kernels and looks at what they made.
  override timerAvailable(): boolean {
    return false;
  }

  override readSync(dataId: object): Float32Array {
    return new Float32Array(this.#pieces.get(dataId)!.values);
  }

  override async read(dataId: object): Promise<Float32Array> {
    return this.readSync(dataId);
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  #take(values: number): void {
    this.#held += 4 * values;
    this.peak = Math.max(this.peak, this.#held);
  }
}

/** How many values a shape has. */
export function valuesOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}
