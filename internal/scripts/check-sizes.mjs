// `npm run check:sizes [-- name ...]`: is every entry point within its limit of internal/policy/size-limits.json? Measured on the build,
// minified and gzipped, with siblings and dependencies and without peers.
import { readFileSync } from 'node:fs';
import { bundleSize } from './bundle-size.mjs';
import { publicPackages } from './packed-packages.mjs';
import { kilobytes, sizeProblems } from './size-problems.mjs';

const TABLE = new URL('../policy/size-limits.json', import.meta.url);
/** Not entry points of users: what is in them counts where it is used. */
const NOT_MEASURED = ['./package.json', './internal'];

const wanted = process.argv.slice(2);
/** @type {{ limits: Record<string, number> }} */
const { limits } = JSON.parse(readFileSync(TABLE, 'utf8'));
/** @type {(name: string) => boolean} */
const isChosen = (name) => wanted.length === 0 || wanted.includes(name.replace('@unet/', ''));

/** @type {Map<string, number>} */
const sizes = new Map();
for (const { manifest } of publicPackages().filter(({ manifest: { name } }) => isChosen(name))) {
  for (const entry of Object.keys(manifest.exports).filter((one) => !NOT_MEASURED.includes(one))) {
    const specifier = `${manifest.name}${entry.slice(1)}`;
    const { minified, gzipped } = await bundleSize(specifier, {
      external: Object.keys(manifest.peerDependencies ?? {}),
      platform: entry === './node' ? 'node' : 'browser',
    });
    sizes.set(specifier, gzipped);
    const limit = limits[specifier];
    console.log(
      `${specifier.padEnd(26)} ${kilobytes(minified).padStart(7)} kB minified ${kilobytes(gzipped).padStart(7)} kB gzipped, limit ${limit ?? '?'}`,
    );
  }
}

const ofChosen = Object.entries(limits).filter(([entry]) => isChosen(entry.split('/').slice(0, 2).join('/')));
const problems = sizeProblems(sizes, Object.fromEntries(ofChosen));
for (const problem of problems) console.error(`\n${problem}`);
if (problems.length > 0) {
  console.error(
    '\nMake it smaller, or change internal/policy/size-limits.json and say in the commit what the bytes are for.',
  );
  process.exitCode = 1;
}
