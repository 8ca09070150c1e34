import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.mjs';

const FLAGS = [
  '--prefer-offline',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-package-lock',
  '--loglevel=error',
];

/**
 * Makes an empty project and installs `names` into it: ours from tarballs, the others at the version of the root's lock file.
 * @param {string} project a folder that is not there yet
 * @param {readonly string[]} names
 * @param {ReadonlyMap<string, string>} tarballs by package name
 * @param {ReadonlyMap<string, string>} versions by package name
 */
export async function installProject(project, names, tarballs, versions) {
  /** @type {(name: string) => string} */
  const specifier = (name) => {
    const tarball = tarballs.get(name);
    if (tarball !== undefined) return `file:${tarball}`;
    const version = versions.get(name);
    if (version === undefined) throw new Error(`README.md installs ${name}, which the root's lock file does not hold`);
    return version;
  };
  // The siblings that a package depends on are not published under this version either: overrides lead them to their tarballs.
  const siblings = [...tarballs.keys(), '@tensorflow/tfjs-core'].filter((name) => !names.includes(name));
  mkdirSync(project);
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: Object.fromEntries(names.map((name) => [name, specifier(name)])),
      overrides: Object.fromEntries(siblings.map((name) => [name, specifier(name)])),
    }),
  );
  const { code, output } = await runCommand('npm', ['install', ...FLAGS], project, 300);
  if (code !== 0) throw new Error(`npm install failed:\n${output}`);
}

/**
 * Runs a block of a README as example.mjs in the project.
 * @param {string} project
 * @param {string} source
 */
export async function runExample(project, source) {
  writeFileSync(join(project, 'example.mjs'), source);
  const { code, output } = await runCommand(process.execPath, ['example.mjs'], project, 120);
  if (code !== 0) throw new Error(`the example ended with exit code ${code}:\n${output}`);
}
