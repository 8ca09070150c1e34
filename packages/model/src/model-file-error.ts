/** A file of weights that cannot be used: unreadable, truncated, malformed, not a U-Net, or with wrong tensors. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
  /** The tensor that is wrong, if it is one. */
  readonly tensor: string | undefined;

  constructor(message: string, options: { tensor?: string | undefined; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.tensor = options.tensor;
  }
}
