// `npm run release:rehearse [-- name ...]`: plays a release from beginning to end, and a second one after a single change, in a copy of
// the repository and on a registry of its own that listens on the loopback. What it has published is then installed into empty folders,
// all packages or only those that are named, and run with every Node.js that we support and in a browser. Nothing of it reaches the
// repository, a registry elsewhere, or tokens.
import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../chromium/launch-chromium.mjs';
import { nodeProgram } from '../scripts/node-program.mjs';
import { publicPackages, root } from '../scripts/packed-packages.mjs';
import { runAll } from '../scripts/run-all.mjs';
import { runCommand } from '../scripts/run-command.mjs';
import { ALONE, BUNDLE, checkInstalled, IMPORT_MAP } from './check-installed.mjs';
import { checkSecond } from './check-second.mjs';
import { cleanEnvironment, npmrc } from './environment.mjs';
import { playRelease } from './play-release.mjs';
import { installRegistry, startRegistry } from './registry.mjs';
import { copyRepository } from './repository-copy.mjs';
import { outcomeTable } from './table.mjs';

/** The oldest first. */
const NODES = ['20', '22', '24', '26'];
const AT_A_TIME = 2;
/** The longest of its commands builds everything. */
const COMMAND_SECONDS = 600;

const start = performance.now();
const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // Not once: who presses Ctrl-C again must not end this before it has ended all else.
  process.on(name, () => interruption.abort(new Error(`ended by ${name}`)));
}
const { signal } = interruption;
const workplace = realpathSync(mkdtempSync(join(tmpdir(), 'unet-release-')));
/** What has been started and must end, the last first. @type {(() => unknown)[]} */
const endings = [() => remove(workplace)];

try {
  await rehearse(process.argv.slice(2));
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = signal.aborted ? 130 : 1;
} finally {
  interruption.abort(new Error('the rehearsal is over'));
  for (const end of endings.reverse()) await end();
}

/** @param {string[]} wanted */
async function rehearse(wanted) {
  const chosen = choose(wanted);
  tell('started');
  const settings = JSON.parse((await succeed('npm', ['config', 'list', '--json'], root, process.env)).trim());
  // What comes over the network comes while the processor builds.
  const nodes = settled(installNodes());
  const registryModules = settled(installRegistry(signal));

  const copy = join(workplace, 'repository');
  const git = cleanEnvironment(process.env, folderOf('git'), '');
  await copyRepository(root, copy, (command, args, cwd) => succeed(command, args, cwd, git));
  tell('copied the repository, with what is not committed');

  const registry = await startRegistry(await registryModules(), folderOf('storage'), signal);
  endings.push(registry.stop);
  tell(`the registry listens on ${registry.url}`);
  const rc = npmrc(settings, { registry: registry.url, cache: folderOf('cache') });
  const environment = cleanEnvironment(process.env, folderOf('npm'), rc);
  // While publishing there is no other registry at all.
  const publishing = { ...environment, npm_config_registry: registry.url };
  /** @type {import('./repository-copy.mjs').Run} */
  const run = (command, args, cwd) => succeed(command, args, cwd, publishing);
  const tools = { run, registry: registry.url, tell };

  endings.push(() => {
    const complaints = registry.output().trim();
    if (complaints !== '') console.error(`\nthe registry said:\n${complaints}`);
  });

  await playRelease(copy, tools);

  const browser = await launchChromium({ endsOnSignals: false });
  endings.push(() => browser.close());
  const stage = { folder: folderOf('installed'), environment, nodes: await nodes(), browser, signal };
  tell(`Node ${[...stage.nodes.keys()].join(', ')} and Chromium ${browser.version()} are there`);
  const packages = publicPackages(copy).filter(({ folder }) => chosen.some((name) => folder.endsWith(`/${name}`)));
  report(await checkAll(packages, stage));

  await checkSecond(copy, { ...tools, stage: { ...stage, folder: folderOf('updated') } });
  tell('two releases, and everything that they published runs');
}

/**
 * @param {import('../scripts/packed-packages.mjs').PublicPackage[]} packages
 * @param {import('./check-installed.mjs').Stage} stage
 */
async function checkAll(packages, stage) {
  /** @type {Map<string, import('./table.mjs').Outcome[]>} */
  const outcomes = new Map(packages.map(({ manifest }) => [manifest.name, []]));
  const tasks = packages.map((one) => async () => {
    const { name } = one.manifest;
    const all = await checkInstalled(one, stage);
    outcomes.set(name, all);
    // All of them together would be a gigabyte, and take long to go at the end.
    const removed = remove(join(stage.folder, name.replace('@unet/', '')));
    endings.push(() => removed);
    const failed = all.filter(({ problem }) => problem !== '');
    tell(
      `${name} ${failed.length === 0 ? 'installs and runs' : `FAILED: ${failed.map(({ step }) => step).join(', ')}`}`,
    );
    for (const { step, problem } of failed) console.error(`\n--- ${name}, ${step}: ${problem.trimEnd()}\n`);
  });
  await runAll(tasks, AT_A_TIME);
  return outcomes;
}

/** @param {ReadonlyMap<string, readonly import('./table.mjs').Outcome[]>} outcomes */
function report(outcomes) {
  const steps = [ALONE, ...NODES.map((major) => `Node ${major}`), BUNDLE, IMPORT_MAP];
  console.log(`\n${outcomeTable(outcomes, steps)}\n`);
  const failures = [...outcomes].flatMap(([name, all]) =>
    all.filter(({ problem }) => problem !== '').map(({ step }) => `${name} (${step})`),
  );
  if (failures.length > 0) throw new Error(`these failed: ${failures.join(', ')}`);
}

/** @param {string[]} wanted */
function choose(wanted) {
  const names = publicPackages().map(({ manifest }) => manifest.name.replace('@unet/', ''));
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new RangeError(`release:rehearse: no package is called ${unknown.join(' or ')}`);
  return wanted.length === 0 ? names : wanted;
}

/** @returns {Promise<Map<string, string>>} programs by major version */
async function installNodes() {
  const nodes = new Map();
  for (const major of NODES) nodes.set(major, await nodeProgram(major, signal));
  return nodes;
}

/**
 * Lets a failure wait until somebody asks for the result.
 * @template T
 * @param {Promise<T>} promise
 * @returns {() => Promise<T>}
 */
function settled(promise) {
  promise.catch(() => {});
  endings.push(() => promise.catch(() => {}));
  return () => promise;
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} environment
 */
async function succeed(command, args, cwd, environment) {
  const options = { environment, signal };
  const { code, output, standardOutput } = await runCommand(command, args, cwd, COMMAND_SECONDS, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
  return standardOutput;
}

/** @param {string} folder */
async function remove(folder) {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** @param {string} name */
function folderOf(name) {
  const folder = join(workplace, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** @param {string} message */
function tell(message) {
  console.log(`${((performance.now() - start) / 1000).toFixed(0).padStart(4)} s  ${message}`);
}
