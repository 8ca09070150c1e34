import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Starts an empty Verdaccio, as its own lock file says, on a free port of the loopback. It takes `@unet/*` from anybody, holds nothing else
 * and asks no other registry; it ends with this program.
 * @param {string} folder that is not there yet, for the program and what it stores
 * @param {(command: string, args: readonly string[], cwd: string) => Promise<unknown>} run
 * @returns {Promise<string>} its address, with a slash at the end
 */
export async function startRegistry(folder, run) {
  cpSync(fileURLToPath(new URL('registry/', import.meta.url)), folder, { recursive: true });
  await run('npm', ['ci', '--prefer-offline', '--ignore-scripts'], folder);
  const { runServer } = createRequire(join(folder, 'package.json'))('verdaccio');
  const storage = join(folder, 'storage');
  const server = await runServer({
    storage,
    self_path: storage,
    uplinks: {},
    packages: { '@unet/*': { access: '$all', publish: '$all' } },
    auth: { htpasswd: { file: join(storage, 'htpasswd'), max_users: -1 } },
    web: { enable: false },
    max_body_size: '100mb',
    log: { type: 'stdout', format: 'pretty', level: 'warn', colors: false },
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return `http://127.0.0.1:${server.address().port}/`;
}
