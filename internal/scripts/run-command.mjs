import { execFile } from 'node:child_process';

/**
 * Runs a program to its end and never throws: what it wrote is for the caller to show.
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @param {number} seconds after which it is ended
 * @returns {Promise<{ code: number, output: string, standardOutput: string }>}
 */
export function runCommand(command, args, cwd, seconds) {
  return new Promise((resolve) => {
    const options = { cwd, timeout: seconds * 1000, maxBuffer: 2 ** 26, env: bareEnvironment() };
    execFile(command, args, options, (error, standardOutput, standardError) => {
      const ended = error?.killed ? `\nended after ${seconds} s` : '';
      const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      const reason = error && typeof error.code !== 'number' ? `\n${error.message}` : '';
      resolve({ code, output: `${standardOutput}${standardError}${ended || reason}`, standardOutput });
    });
  });
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
