import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lockedVersions, publicPackages, readJson, root } from '../scripts/packages.mjs';
import { runCommand } from '../scripts/run-command.mjs';

/**
 * What there is to be called here, for the commands that pages show.
 * @returns {import('./readme-commands.mjs').KnownCommands}
 */
export function knownCommands() {
  const versions = lockedVersions();
  const ours = publicPackages().map(({ manifest }) => manifest.name);
  return {
    isPackage: (name) => ours.includes(name) || versions.has(name),
    isScript: (script, workspace) => {
      const folders =
        workspace === undefined
          ? ['.']
          : ['examples', 'packages'].map((parent) => join(parent, workspace.replace('@unet/', '')));
      return folders.some((folder) => script in scriptsOf(folder));
    },
    help: async (script, command) => {
      const program = /\bnode (\S+\.js)$/.exec(scriptsOf('.')[script] ?? '')?.[1];
      if (program === undefined) throw new Error(`"${script}" is shown with options, and has no --help`);
      return (
        await runCommand(process.execPath, [program, ...(command === undefined ? [] : [command]), '--help'], root, 60)
      ).output;
    },
  };
}

/**
 * @param {string} folder
 * @returns {Record<string, string>}
 */
function scriptsOf(folder) {
  const path = join(root, folder, 'package.json');
  return existsSync(path) ? (readJson(path).scripts ?? {}) : {};
}
