import type { Padding } from '../ops/padding.ts';
import { rowsPerBand } from '../ops/rows-per-band.ts';
import { bytesOf, type HeldTensor, Ledger } from './ledger.ts';

/** A feature map `[batch, height, width, channels]`, and its gradient once that is known. */
export interface FeatureMap extends HeldTensor {
  readonly shape: readonly [batch: number, height: number, width: number, channels: number];
  gradient?: Gradient;
}

interface Gradient {
  readonly tensor: HeldTensor;
  /** Whether the operation that reads it may release it; the engine's own sums stay until the pass is over. */
  readonly owned: boolean;
}

/** How a {@link StepLedger} counts. */
export interface StepLedgerOptions {
  readonly padding: Padding;
  /** Whether operations save what their gradients need. */
  readonly recording: boolean;
  /** Whether a convolution first writes out its input under every tap, and the gradient of its input is one too. */
  readonly unfolded: boolean;
}

/**
 * The operations of a network, as what they make, save and release: the same as the functions in `ops/` do on a backend that composes
 * ReLU gradients, filter gradients and up-convolutions from TensorFlow.js's kernels.
 */
export class StepLedger extends Ledger {
  /** The largest matrix of an unfolded convolution, `[batch, taps * in, pixels]`; of a large one it is a band of rows. */
  largestMatrix: readonly number[] = [];
  readonly #options: StepLedgerOptions;
  /** What the backward pass does, last operation first. */
  readonly #tape: (() => void)[] = [];
  /** What the engine holds until the end of the backward pass. */
  readonly #untilEnd: HeldTensor[] = [];

  constructor(options: StepLedgerOptions) {
    super();
    this.#options = options;
  }

  feature(shape: FeatureMap['shape']): FeatureMap {
    return this.make(shape) as FeatureMap;
  }

  convolution(x: FeatureMap, kernel: 1 | 3, outputs: number, relu: boolean, inputGradient = true): FeatureMap {
    const [batch, height, width] = x.shape;
    const loss = this.#options.padding === 'valid' ? kernel - 1 : 0;
    const shape = [batch, height - loss, width - loss, outputs] as const;
    const y = this.#unfolding(x.shape, kernel, shape, () => this.feature(shape));
    this.#record(relu ? [x, y] : [x], () => {
      const dSum = relu ? this.#rectifierGradient(y) : y.gradient!.tensor;
      this.#filterGradient(x, dSum, kernel, outputs);
      if (inputGradient) this.#passOn(x, this.#inputGradient(x, kernel, outputs));
      this.release(x);
      if (relu) this.release(dSum);
      else this.#letGo(y);
    });
    return y;
  }

  maxPool(x: FeatureMap): FeatureMap {
    const [batch, height, width, channels] = x.shape;
    const y = this.feature([batch, height / 2, width / 2, channels]);
    this.#record([x, y], () => {
      const dx = this.make(x.shape);
      this.#letGo(y);
      this.release(x, y);
      this.#passOn(x, dx);
    });
    return y;
  }

  upConvolution(x: FeatureMap, outputs: number, relu: boolean): FeatureMap {
    const [batch, height, width, inputs] = x.shape;
    const shape = [batch, 2 * height, 2 * width, outputs] as const;
    const filter = [2, 2, inputs, outputs];
    // The filter as a matrix; product, bias, activation; and the rearrangement, which makes y.
    const y = this.#beside([filter, ...Array(relu ? 3 : 2).fill(shape)], () => this.feature(shape));
    this.#record(relu ? [x, y] : [x], () => {
      const dSum = relu ? this.#rectifierGradient(y) : y.gradient!.tensor;
      const dx = this.#beside([shape, filter, filter], () => this.make(x.shape));
      this.#beside([x.shape, shape, filter], () => this.make(filter));
      this.make([outputs]);
      this.release(x);
      if (relu) this.release(dSum);
      else this.#letGo(y);
      this.#passOn(x, dx);
    });
    return y;
  }

  cropAndConcatenate(skip: FeatureMap, up: FeatureMap): FeatureMap {
    const [batch, height, width, upChannels] = up.shape;
    const centre = [batch, height, width, skip.shape[3]] as const;
    const y = this.#beside([centre], () => this.feature([batch, height, width, skip.shape[3] + upChannels]));
    this.#record([], () => {
      const [dCentre, dUp] = [this.make(centre), this.make(up.shape)];
      this.#letGo(y);
      const dSkip = this.make(skip.shape);
      this.release(dCentre);
      this.#passOn(skip, dSkip);
      this.#passOn(up, dUp);
    });
    return y;
  }

  /** Acts while training alone. */
  dropout(x: FeatureMap): FeatureMap {
    if (!this.#options.recording) return x;
    const y = this.#beside([x.shape], () => this.feature(x.shape));
    this.#record([], () => {
      const dx = this.#beside([x.shape], () => this.make(x.shape));
      this.#letGo(y);
      this.#passOn(x, dx);
    });
    return y;
  }

  /** Softmax and weighted cross entropy. */
  loss(logits: FeatureMap): void {
    const { shape } = logits;
    const plane = shape.slice(0, 3);
    // Shifted, one-hot as int32 and float32, their product, exponentials; sums and logarithms of each pixel.
    this.#beside([...Array(5).fill(shape), ...Array(7).fill(plane)], () => {});
    this.#record([logits], () => {
      const dLogits = this.#beside([...Array(4).fill(shape), plane, plane], () => this.make(shape));
      this.release(logits);
      this.#passOn(logits, dLogits);
    });
  }

  /** The backward pass; gradients of weights stay. */
  backward(): void {
    for (const operation of this.#tape.reverse()) operation();
    this.release(...this.#untilEnd);
  }

  #record(saved: readonly FeatureMap[], backward: () => void): void {
    if (!this.#options.recording) return;
    this.hold(...saved);
    this.#tape.push(backward);
  }

  /** Runs work beside tensors that are gone afterwards. */
  #beside<Result>(shapes: readonly (readonly number[])[], work: () => Result): Result {
    const temporary = shapes.map((shape) => this.make(shape));
    const result = work();
    this.release(...temporary);
    return result;
  }

  /**
   * What `convolveInBands` makes beside its result. The matrix is a matter of the backend, and may have another form there than tensors
   * have.
   */
  #unfolding<Result>(x: FeatureMap['shape'], kernel: number, y: FeatureMap['shape'], work: () => Result): Result {
    if (!this.#options.unfolded || kernel === 1) return work();
    const [batch, height, width, inputs] = x;
    const rows = rowsPerBand([kernel, kernel, inputs], y);
    const inBands = rows < y[1];
    const bands = inBands ? [[batch, rows + kernel - 1, width, inputs], y] : [];
    const framed = inBands && y[1] === height ? [[batch, height + kernel - 1, width + kernel - 1, inputs]] : [];
    const matrix = [batch, kernel ** 2 * inputs, rows * y[2]];
    if (bytesOf(matrix) > bytesOf(this.largestMatrix)) this.largestMatrix = matrix;
    return this.#beside([...framed, ...bands], () => {
      this.take(bytesOf(matrix));
      const result = work();
      this.take(-bytesOf(matrix));
      return result;
    });
  }

  /** The gradient of what a rectifier took, from that of y, which is released with y itself. */
  #rectifierGradient(y: FeatureMap): HeldTensor {
    const dSum = this.#beside([y.shape], () => this.make(y.shape));
    this.#letGo(y);
    this.release(y);
    return dSum;
  }

  /** A kernel, or a convolution of the gradient of the sums with the turned filter, framed for it where there is no padding. */
  #inputGradient(x: FeatureMap, kernel: number, outputs: number): HeldTensor {
    const [batch, height, width, inputs] = x.shape;
    if (!this.#options.unfolded) return this.make(x.shape);
    const filter = [kernel, kernel, inputs, outputs];
    const rim = this.#options.padding === 'valid' ? kernel - 1 : 0;
    const framed = [batch, height + rim, width + rim, outputs] as const;
    return this.#beside([filter, filter, ...(rim > 0 ? [framed] : [])], () =>
      this.#unfolding(framed, kernel, x.shape, () => this.make(x.shape)),
    );
  }

  /** Copies of both factors with other axes or shifted; with padding also the framed input. */
  #filterGradient(x: FeatureMap, dSum: HeldTensor, kernel: number, outputs: number): void {
    const [batch, height, width, inputs] = x.shape;
    const filter = [kernel, kernel, inputs, outputs];
    const framed = [batch, height + kernel - 1, width + kernel - 1, inputs];
    const copies = this.#options.padding === 'same' ? [framed, framed] : [x.shape];
    this.#beside([...copies, dSum.shape, filter], () => this.make(filter));
    this.make([outputs]);
  }

  #letGo({ gradient }: FeatureMap): void {
    if (gradient!.owned) this.release(gradient!.tensor);
  }

  /** Adds to the gradient of x, as the engine does: summands and sum of a skip connection stay until the end of the pass. */
  #passOn(x: FeatureMap, dx: HeldTensor): void {
    if (x.gradient === undefined) {
      x.gradient = { tensor: dx, owned: true };
      return;
    }
    const sum = this.make(x.shape);
    this.release(x.gradient.tensor);
    this.#untilEnd.push(dx, sum);
    x.gradient = { tensor: sum, owned: false };
  }
}
