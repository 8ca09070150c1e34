/** The GPU is gone, and with it all that was computed on it and not yet read back. */
export class DeviceLostError extends Error {
  override readonly name: string = 'DeviceLostError';
}

/** Whether something failed because its GPU is gone; of an error that comes from a worker only the name is left. */
export function isDeviceLost(error: unknown): error is Error {
  return error instanceof Error && error.name === 'DeviceLostError';
}
