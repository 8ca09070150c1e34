import type { TrainRequest } from './train-options.ts';

/** The command that continues a run: what its folder does not know is said again. */
export function resumeCommand(path: string, request: TrainRequest): string {
  const { symmetries, figures, backend, workers, checkpointEvery } = request;
  return [
    `npm run em-train -- --resume --out ${quoted(path)} --checkpoint-every ${checkpointEvery}`,
    ...(symmetries ? ['--symmetries'] : []),
    ...(figures ? [] : ['--no-figures']),
    ...(backend === undefined ? [] : [`--backend ${backend}`]),
    ...(workers === undefined ? [] : [`--workers ${workers}`]),
  ].join(' ');
}

/** One word for the shell. */
function quoted(path: string): string {
  if (/^[\w./:\\@%+=,-]+$/.test(path)) return path;
  return process.platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
}
