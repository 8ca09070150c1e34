import { fileURLToPath } from 'node:url';
import { OptionDefaults } from 'typedoc';
import { entriesOf, publicPackages } from '../scripts/packages.mjs';

// `npm run docs:api`: HTML of every entry point of every package in docs/api, from its docstrings and README. A link that leads nowhere
// is an error, and so is a type in a signature that no entry point exports.

const root = fileURLToPath(new URL('../..', import.meta.url));
const packages = publicPackages().filter(({ manifest }) => entriesOf(manifest).length > 0);

/**
 * Siblings before those that import them: typedoc learns only while it reads a package that dist/x.d.ts there is src/x.ts, and without
 * that it cannot link to what the sibling exports.
 * @type {string[]}
 */
const folders = [];
/** @param {(typeof packages)[number]} one */
function addAfterSiblings({ folder, manifest }) {
  if (folders.includes(folder)) return;
  const siblings = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  for (const sibling of packages.filter((other) => siblings.includes(other.manifest.name))) addAfterSiblings(sibling);
  folders.push(folder);
}
for (const one of packages) addAfterSiblings(one);

export default {
  name: '@unet',
  entryPointStrategy: 'packages',
  entryPoints: folders,
  readme: `${root}README.md`,
  out: `${root}docs/api`,
  packageOptions: {
    readme: 'README.md',
    sourceLinkTemplate: 'https://github.com/unet-js/unet/blob/{gitRevision}/{path}#L{line}',
    gitRevision: 'main',
  },
  highlightLanguages: [...OptionDefaults.highlightLanguages, 'mermaid'],
  logLevel: 'Warn',
  treatWarningsAsErrors: true,
  treatValidationWarningsAsErrors: true,
};
