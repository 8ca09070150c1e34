/**
 * A checkpoint that cannot be used: truncated, malformed, or of another run; or one that would be of no use, because its weights
 * are not finite.
 */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
  /** The checkpoint's file, where there is one. */
  readonly file: string | undefined;

  constructor(message: string, options: { file?: string | undefined; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.file = options.file;
  }
}
