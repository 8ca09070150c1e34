import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

// Dawn reads its environment when the process starts, so it runs in a process of its own, on a fresh build.
const repository = fileURLToPath(new URL('../../../', import.meta.url));
export const swiftShader = [process.env.SWIFTSHADER_ICD, '/usr/lib/chromium/vk_swiftshader_icd.json'].find(
  (path): path is string => path !== undefined && existsSync(path),
);

/** Compiles what the processes import. */
export function buildPackages(): void {
  execFileSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '--build', 'packages/backends', 'packages/trainer'],
    { cwd: repository },
  );
}

/** With which Dawn finds SwiftShader alone. */
export const environment = { VK_ICD_FILENAMES: swiftShader ?? '', LD_LIBRARY_PATH: dirname(swiftShader ?? '/') };

/** Runs lines of JavaScript and gives what they pass to `report`. */
export async function run(lines: string, environment: Record<string, string>): Promise<unknown> {
  const program = `
    import { memory, ones, matMul, tidy, getBackend } from '@tensorflow/tfjs-core';
    import { initBackend } from '@unet/backends';
    const report = (value) => process.stdout.write(JSON.stringify(value));
    ${lines}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, ...environment },
    // The process must end by itself.
    timeout: 50_000,
  });
  return JSON.parse(stdout);
}
