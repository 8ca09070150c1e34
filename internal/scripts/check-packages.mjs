// `npm run check:packages [-- --filter=@unet/name]`: publint and attw on what each package would publish, through turbo, which skips
// what did not change. A script, because the variable must be set on every platform.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root } from './packed-packages.mjs';
import './remove-stale-output.mjs';

const turbo = fileURLToPath(import.meta.resolve('turbo/bin/turbo'));
const { status } = spawnSync(process.execPath, [turbo, 'run', 'check:package', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
});
process.exitCode = status ?? 1;
