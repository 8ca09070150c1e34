/** The command that continues a run: what its folder does not know is said again. */
export function resumeCommand(path: string, again: readonly string[]): string {
  return ['unet train --resume --out', quoted(path), ...again.map(quoted)].join(' ');
}

/** One word for the shell. */
function quoted(path: string): string {
  if (/^[\w./:\\@%+=,-]+$/.test(path)) return path;
  return process.platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
}
