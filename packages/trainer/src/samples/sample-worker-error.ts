/** A worker that prepares samples has failed or ended, and answers no more. The samples themselves may be all right: another worker can make them. */
export class SampleWorkerError extends Error {
  override readonly name = 'SampleWorkerError';
}
