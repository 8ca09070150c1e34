// Verdaccio on a free port of the loopback, for `registry.mjs`, which forks this: node server.mjs <folder of its node_modules> <storage>.
// Anybody may publish @unet/*, nothing else is here, and no other registry is asked. Ends with the program that has started it.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [modules, storage] = process.argv.slice(2);
const { runServer } = createRequire(join(modules, 'package.json'))('verdaccio');

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
process.once('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
