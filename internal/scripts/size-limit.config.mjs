// `npm run check:sizes`: how much an entry point adds to a page or program, by size-limit: bundled by esbuild, minified and gzipped, with
// siblings and dependencies and without peers. internal/policy/size-limits.json holds the limits; every entry point must have one.
import { join } from 'node:path';
import { entriesOf, publicPackages, readJson, root } from './packages.mjs';

/** @type {{ limits: Record<string, number> }} */
const { limits } = readJson(join(root, 'internal/policy/size-limits.json'));

const checks = publicPackages().flatMap(({ folder, manifest }) =>
  entriesOf(manifest).map((entry) => {
    const name = `${manifest.name}${entry.slice(1)}`;
    const target = /** @type {Record<string, string>} */ (manifest.exports[entry]);
    if (limits[name] === undefined) throw new Error(`${name} has no limit in internal/policy/size-limits.json`);
    return {
      name,
      path: join(folder, target.browser ?? target.default),
      limit: `${limits[name]} kB`,
      gzip: true,
      ignore: Object.keys(manifest.peerDependencies ?? {}),
      /** @type {(config: object) => object} */
      modifyEsbuildConfig: (config) => ({
        ...config,
        format: 'esm',
        platform: entry === './node' ? 'node' : 'browser',
      }),
    };
  }),
);
const gone = Object.keys(limits).filter((name) => checks.every((check) => check.name !== name));
if (gone.length > 0) throw new Error(`${gone.join(', ')} in internal/policy/size-limits.json is no entry point`);

export default checks;
