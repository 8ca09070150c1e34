import { spawn } from 'node:child_process';

/** What a program leaves undone when it is asked to end, it leaves undone after so many milliseconds. */
const PATIENCE = 3000;

/**
 * Runs a program to its end and does not throw when it fails: what it wrote is for the caller to show.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {number} seconds after which it is ended
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.environment] by default that of this process without what `npm run` adds
 * @param {AbortSignal} [options.signal] ends it, together with all that it has started
 * @returns {Promise<{ code: number, output: string, standardOutput: string }>}
 * @throws {unknown} the signal's reason, once the program has ended
 */
export async function runCommand(command, args, cwd, seconds, { environment = bareEnvironment(), signal } = {}) {
  signal?.throwIfAborted();
  // A group of its own: npm starts programs that start programs.
  const isGroup = signal !== undefined && process.platform !== 'win32';
  const child = spawn(command, args, { cwd, env: environment, detached: isGroup, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {(kind: NodeJS.Signals) => void} */
  const send = (kind) => {
    try {
      if (isGroup && child.pid !== undefined) process.kill(-child.pid, kind);
      else child.kill(kind);
    } catch {
      // It has ended already.
    }
  };
  let reason = '';
  const end = () => {
    send('SIGTERM');
    setTimeout(() => send('SIGKILL'), PATIENCE).unref();
  };
  const timer = setTimeout(() => {
    reason = `ended after ${seconds} s`;
    end();
  }, seconds * 1000);
  signal?.addEventListener('abort', end, { once: true });

  let [output, standardOutput] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
    standardOutput += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      reason = error.message;
      resolve(1);
    });
    child.once('close', (status, kind) => {
      if (kind !== null && reason === '') reason = `ended by ${kind}`;
      resolve(status ?? 1);
    });
  });
  clearTimeout(timer);
  signal?.removeEventListener('abort', end);
  signal?.throwIfAborted();
  return { code, output: reason === '' ? output : `${output}\n${reason}`, standardOutput };
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
