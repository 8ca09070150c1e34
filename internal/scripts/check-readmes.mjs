// `npm run check:readmes [-- name ...]`: does every README's example run for a reader, and do its types resolve? Each package is
// packed, installed from tarballs into an empty project outside the repository exactly as its README's `npm install` line says, and
// its one ```js block is run there; then TypeScript imports every entry point under both module resolutions, checking all declarations.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkTypes } from './check-types.mjs';
import { lockedVersions, pack, publicPackages, root } from './packed-packages.mjs';
import { exampleBlocks, installedNames } from './readme.mjs';
import { runCommand } from './run-command.mjs';

/**
 * @typedef {import('./packed-packages.mjs').PublicPackage} PublicPackage
 * @typedef {{ name: string, problem: string, seconds: number }} Result an empty problem: the check passed
 */

const AT_A_TIME = 2;
const wanted = process.argv.slice(2);
const packages = publicPackages();
const chosen = packages.filter(
  ({ manifest }) => wanted.length === 0 || wanted.includes(manifest.name.replace('@unet/', '')),
);
if (chosen.length === 0) throw new Error(`no package is called ${wanted.join(' or ')}`);

const workplace = mkdtempSync(join(tmpdir(), 'unet-readmes-'));
try {
  const tarballs = await pack(packages, workplace);
  const versions = lockedVersions();
  /** @type {(() => Promise<Result>)[]} */
  const tasks = chosen.map((one) => () => checked(one.manifest.name, () => checkPackage(one, tarballs, versions)));
  if (wanted.length === 0) tasks.unshift(() => checked('root README', () => checkRoot(tarballs, versions)));
  report(await runAll(tasks, AT_A_TIME));
} finally {
  rmSync(workplace, { recursive: true, force: true });
}

/**
 * @param {PublicPackage} one
 * @param {Map<string, string>} tarballs
 * @param {Map<string, string>} versions
 */
async function checkPackage({ folder, manifest }, tarballs, versions) {
  const readme = readText(join(folder, 'README.md'));
  if (readme === undefined) throw new Error('has no README.md');
  const blocks = exampleBlocks(readme);
  if (blocks.length !== 1) throw new Error(`README.md must have exactly one \`\`\`js block, has ${blocks.length}`);
  const names = installedNames(readme);
  if (!names.includes(manifest.name)) throw new Error(`README.md has no line "npm install ${manifest.name} ..."`);
  const project = join(workplace, manifest.name.replace('@unet/', ''));
  await install(project, names, tarballs, versions);
  await runExample(project, blocks[0]);
  await checkTypes(project, manifest);
}

/**
 * The first block of the root README, with all the packages installed.
 * @param {Map<string, string>} tarballs
 * @param {Map<string, string>} versions
 */
async function checkRoot(tarballs, versions) {
  const readme = readText(join(root, 'README.md'));
  const block = readme === undefined ? undefined : exampleBlocks(readme)[0];
  if (readme === undefined || block === undefined) {
    console.warn('*** THE ROOT README HAS NO ```js BLOCK YET: nothing of it was checked. ***');
    return;
  }
  const project = join(workplace, 'root-readme');
  const names = new Set([
    ...installedNames(readme),
    ...tarballs.keys(),
    '@tensorflow/tfjs-core',
    '@tensorflow/tfjs-backend-cpu',
  ]);
  await install(project, [...names], tarballs, versions);
  await runExample(project, block);
}

/**
 * Makes an empty project and installs `names` into it: ours from tarballs, the others at the version of the root's lock file.
 * @param {string} project
 * @param {string[]} names
 * @param {Map<string, string>} tarballs
 * @param {Map<string, string>} versions
 */
async function install(project, names, tarballs, versions) {
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
  const flags = [
    '--prefer-offline',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--loglevel=error',
  ];
  const { code, output } = await runCommand('npm', ['install', ...flags], project, 300);
  if (code !== 0) throw new Error(`npm install failed:\n${output}`);
}

/**
 * @param {string} project
 * @param {string} source
 */
async function runExample(project, source) {
  writeFileSync(join(project, 'example.mjs'), source);
  const { code, output } = await runCommand(process.execPath, ['example.mjs'], project, 120);
  if (code !== 0) throw new Error(`the example ended with exit code ${code}:\n${output}`);
}

/**
 * @param {string} name
 * @param {() => Promise<void>} check
 * @returns {Promise<Result>}
 */
async function checked(name, check) {
  const start = performance.now();
  let problem = '';
  try {
    await check();
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  return { name, problem, seconds: (performance.now() - start) / 1000 };
}

/**
 * Runs the tasks, so many at a time, and keeps their order.
 * @template T
 * @param {(() => Promise<T>)[]} tasks
 * @param {number} atATime
 */
async function runAll(tasks, atATime) {
  /** @type {T[]} */
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < tasks.length) {
      const index = next++;
      results[index] = await tasks[index]();
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return results;
}

/** @param {Result[]} results */
function report(results) {
  const failed = results.filter(({ problem }) => problem !== '');
  for (const { name, problem } of failed) console.error(`\n--- ${name}: ${problem.trimEnd()}`);
  console.log();
  for (const { name, problem, seconds } of results) {
    console.log(`${problem === '' ? 'ok    ' : 'FAILED'}  ${name.padEnd(20)} ${seconds.toFixed(1).padStart(6)} s`);
  }
  if (failed.length > 0) process.exitCode = 1;
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
