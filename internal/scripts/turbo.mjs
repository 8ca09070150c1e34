// `node internal/scripts/turbo.mjs build [arguments of turbo run]`: a task of every workspace, what did not change from the cache. Says nothing
// but what a failing task said, and tells nobody that it ran.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import './remove-stale-output.mjs';

const turbo = fileURLToPath(import.meta.resolve('turbo/bin/turbo'));

/**
 * @param {readonly string[]} args of `turbo run`
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options] `quiet` keeps what it prints for a failure
 * @returns {number} exit code
 */
export function runTurbo(args, { quiet = false, env = {} } = {}) {
  const { status, stdout } = spawnSync(process.execPath, [turbo, 'run', ...args], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['inherit', quiet ? 'pipe' : 'inherit', 'inherit'],
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', ...env },
    maxBuffer: 2 ** 28,
  });
  if (quiet && status !== 0) process.stdout.write(stdout);
  return status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = runTurbo(process.argv.slice(2), { quiet: true });
}
