/**
 * Seconds until the last tile is done, from when those before were. The first is left out: it also pays for the start of the backend.
 * @param times when the tiles were done, milliseconds
 * @returns undefined before the second tile
 */
export function secondsLeft(times: readonly number[], total: number): number | undefined {
  if (times.length < 2) return undefined;
  const perTile = (times.at(-1)! - times[0]!) / (times.length - 1);
  return (perTile * (total - times.length)) / 1000;
}

/** A duration in words, such as one says how long something will take. */
export function durationInWords(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
