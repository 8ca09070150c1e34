/** A kernel failed, or the backend that was to compute it has been removed. */
export class ThreadError extends Error {
  override readonly name = 'ThreadError';
}
