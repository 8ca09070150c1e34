import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { peerProblems } from '../scripts/peer-problems.mjs';
import { exampleBlocks, installedNames } from '../scripts/readme.mjs';
import { runCommand } from '../scripts/run-command.mjs';
import { runBundle, runWithImportMap } from './page-check.mjs';

/**
 * @typedef {import('../scripts/packed-packages.mjs').PublicPackage} PublicPackage
 * @typedef {import('./table.mjs').Outcome} Outcome
 * @typedef {object} Stage where packages are tried
 * @property {string} folder outside of any repository
 * @property {NodeJS.ProcessEnv} environment in which npm finds the registry
 * @property {ReadonlyMap<string, string>} nodes programs by major version, the oldest first
 * @property {import('playwright').Browser} browser
 * @property {AbortSignal} signal
 */

export const ALONE = 'alone';
/** Of this step only a failure is told. */
const README = 'npm install of the README';
export const BUNDLE = 'Vite';
export const IMPORT_MAP = 'import map';

const TENSORFLOW = '@tensorflow/tfjs-core';
const FLAGS = ['--ignore-scripts', '--no-package-lock'];
const INSTALL_SECONDS = 180;
const RUN_SECONDS = 120;

/**
 * Installs a package by its name alone into an empty folder, then what else its README says, and runs the README's example there: with
 * each Node.js, bundled in a browser, and in a browser as it stands. Where the example is for Node.js only, the browser loads the entry
 * points that are for browsers.
 * @param {PublicPackage} one
 * @param {Stage} stage
 * @returns {Promise<Outcome[]>} those after a failed installation are left out
 */
export async function checkInstalled({ folder, manifest }, stage) {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const [example = ''] = exampleBlocks(readme);
  const names = installedNames(readme);
  const project = join(stage.folder, manifest.name.replace('@unet/', ''));
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  const entries = Object.keys(manifest.exports);
  // Where TensorFlow.js is an optional peer, all entry points but the main one are of use without it.
  const isOptional = manifest.peerDependenciesMeta?.[TENSORFLOW]?.optional === true;
  const alone = isOptional ? entries.filter((entry) => entry !== '.') : entries;
  writeFileSync(join(project, 'alone.mjs'), importsOf(manifest.name, alone));
  writeFileSync(join(project, 'entries.mjs'), importsOf(manifest.name, entries));
  writeFileSync(join(project, 'example.mjs'), example);
  const [oldest = ''] = stage.nodes.values();
  const tools = { project, stage };

  const outcomes = [
    await attempt(tools, ALONE, async () => {
      await install(tools, [manifest.name]);
      const { version } = readJson(join(project, 'node_modules', manifest.name, 'package.json'));
      if (version !== manifest.version) throw new Error(`npm installed ${version}, published was ${manifest.version}`);
      checkPeers(project, names);
      if (isOptional && existsSync(join(project, 'node_modules', TENSORFLOW)))
        throw new Error(`${TENSORFLOW} came along`);
      await run(tools, oldest, 'alone.mjs');
    }),
  ];
  if (outcomes[0].problem === '') {
    const added = await attempt(tools, README, async () => {
      await install(tools, names);
      checkPeers(project, names);
    });
    if (added.problem !== '') return [...outcomes, added];
    for (const [major, node] of stage.nodes)
      outcomes.push(await attempt(tools, `Node ${major}`, () => runBoth(tools, node)));
    outcomes.push(...(await inBrowser(tools, manifest, example)));
  }
  return outcomes;
}

/**
 * @param {{ project: string, stage: Stage }} tools
 * @param {PublicPackage['manifest']} manifest
 * @param {string} example
 * @returns {Promise<Outcome[]>}
 */
async function inBrowser(tools, manifest, example) {
  const { project, stage } = tools;
  const isForNode = /\bfrom 'node:/.test(example);
  const entries = Object.keys(manifest.exports).filter((entry) => entry !== './node');
  const source = isForNode ? importsOf(manifest.name, entries) : example;
  const outcomes = [
    await attempt(tools, BUNDLE, () => runBundle(stage.browser, project, source)),
    await attempt(tools, IMPORT_MAP, () => runWithImportMap(stage.browser, project, source)),
  ];
  return isForNode ? outcomes.map((one) => ({ ...one, note: `${one.seconds.toFixed(1)} entries` })) : outcomes;
}

/**
 * @param {{ project: string, stage: Stage }} tools
 * @param {string} node
 */
async function runBoth(tools, node) {
  await run(tools, node, 'entries.mjs');
  await run(tools, node, 'example.mjs');
}

/**
 * A module that loads entry points, and fails if one of them exports nothing.
 * @param {string} name
 * @param {readonly string[]} entries
 */
function importsOf(name, entries) {
  const specifiers = entries.filter((entry) => entry !== './package.json').map((entry) => `${name}${entry.slice(1)}`);
  return [
    ...specifiers.map((specifier, index) => `import * as entry${index} from '${specifier}';`),
    `for (const entry of [${specifiers.map((_, index) => `entry${index}`).join(', ')}]) {`,
    "  if (Object.keys(entry).length === 0) throw new Error('an entry point exports nothing');",
    '}',
    '',
  ].join('\n');
}

/**
 * @param {{ project: string, stage: Stage }} tools
 * @param {readonly string[]} names
 */
async function install({ project, stage }, names) {
  const options = { environment: stage.environment, signal: stage.signal };
  const { code, output } = await runCommand('npm', ['install', ...FLAGS, ...names], project, INSTALL_SECONDS, options);
  if (code !== 0) throw new Error(`npm install ${names.join(' ')} failed:\n${output}`);
}

/**
 * @param {string} project
 * @param {readonly string[]} documented
 */
function checkPeers(project, documented) {
  const { packages } = readJson(join(project, 'node_modules/.package-lock.json'));
  const problems = peerProblems(packages, documented);
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/**
 * @param {{ project: string, stage: Stage }} tools
 * @param {string} node
 * @param {string} file
 */
async function run({ project, stage }, node, file) {
  const options = { environment: stage.environment, signal: stage.signal };
  const { code, output } = await runCommand(node, [file], project, RUN_SECONDS, options);
  if (code !== 0) throw new Error(`${file} ended with exit code ${code}:\n${output}`);
}

/**
 * @param {{ stage: Stage }} tools
 * @param {string} step
 * @param {() => Promise<unknown>} work
 * @returns {Promise<Outcome>}
 * @throws {unknown} what ends the rehearsal, and is no failure of the package
 */
async function attempt({ stage }, step, work) {
  const start = performance.now();
  let problem = '';
  try {
    await work();
  } catch (error) {
    stage.signal.throwIfAborted();
    // Bundlers colour their messages, whoever reads them.
    problem = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  }
  return { step, problem, seconds: (performance.now() - start) / 1000 };
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
