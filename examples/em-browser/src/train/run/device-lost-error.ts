/** The GPU is gone, and with it all that was computed since the run was last saved. */
export class DeviceLostError extends Error {
  override readonly name: string = 'DeviceLostError';
}
