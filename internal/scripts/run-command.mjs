import { execFile } from 'node:child_process';

/**
 * Runs a program to its end and does not throw when it fails: what it wrote is for the caller to show.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {number} seconds after which it is ended
 * @param {NodeJS.ProcessEnv} [environment] by default that of this process without what `npm run` adds
 * @returns {Promise<{ code: number, output: string, standardOutput: string }>}
 */
export function runCommand(command, args, cwd, seconds, environment = bareEnvironment()) {
  const options = { cwd, env: environment, timeout: seconds * 1000, maxBuffer: 2 ** 28 };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, standardOutput, standardError) => {
      const code = error === null ? 0 : Number(error.code) || 1;
      const reason = error?.killed ? `ended after ${seconds} s` : typeof error?.code === 'string' ? error.message : '';
      resolve({ code, output: [standardOutput, standardError, reason].filter(Boolean).join('\n'), standardOutput });
    });
  });
}

/**
 * Runs a program that must succeed.
 * @param {Parameters<typeof runCommand>} call as of {@link runCommand}
 * @returns {Promise<string>} its standard output
 * @throws {Error} with all that it wrote, where it fails
 */
export async function succeed(...call) {
  const { code, output, standardOutput } = await runCommand(...call);
  const [command, args] = call;
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} failed (${code}):\n${output.trimEnd()}`);
  return standardOutput;
}

/** The environment without what `npm run` adds about this repository, which would follow the program into its own folder. */
function bareEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        name !== 'NODE_OPTIONS' && name !== 'NODE_PATH' && !/^npm_(package|lifecycle|config_local_prefix)/.test(name),
    ),
  );
}
