/** How far one candidate came. */
export interface BackendAttempt {
  /** Name of the candidate. */
  readonly name: string;
  /**
   * `chosen`; `not installed`; `not started` (it cannot run here); `wrong results` (the self-check failed); `lacks kernels` that the
   * caller needs.
   */
  readonly outcome: 'chosen' | 'not installed' | 'not started' | 'wrong results' | 'lacks kernels';
  /** The same as a clause for people: `is not installed (npm install webgpu)`. */
  readonly detail: string;
}

/** No backend, or none of those preferred, is usable here. `tried` says why for each. */
export class BackendError extends Error {
  override readonly name: string = 'BackendError';
  readonly tried: readonly BackendAttempt[];

  constructor(message: string, tried: readonly BackendAttempt[], cause?: unknown) {
    super(message, { cause });
    this.tried = tried;
  }
}
