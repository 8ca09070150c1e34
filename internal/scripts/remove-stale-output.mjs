// Deletes from every package's dist/ what was compiled from a source that is gone. `tsc --build` leaves it there, and everything in dist/
// would be published. Part of `npm run build`.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { publicPackages } from './packages.mjs';

for (const { folder } of publicPackages()) {
  const output = join(folder, 'dist');
  if (!existsSync(output)) continue;
  for (const name of readdirSync(output, { encoding: 'utf8', recursive: true })) {
    const module = /^(.*)\.(?:js|d\.ts)$/.exec(name)?.[1];
    if (module !== undefined && !existsSync(join(folder, 'src', `${module}.ts`))) rmSync(join(output, name));
  }
}
