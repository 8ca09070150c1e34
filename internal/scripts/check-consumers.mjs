// `npm run check:consumers [-- name ...]`: the programs in consumers/, as users write them, each copied to an empty place with the packages
// installed from tarballs. Their own `check` script is run, then their page, if they have one, in Chromium.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../chromium/launch-chromium.mjs';
import { runPage } from '../chromium/run-page.mjs';
import { serveFolder } from '../chromium/serve-folder.mjs';
import { pack, publicPackages, root } from './packed-packages.mjs';
import { peerProblems } from './peer-problems.mjs';
import { runAll } from './run-all.mjs';
import { runCommand } from './run-command.mjs';

const AT_A_TIME = 2;
const SECONDS = 300;
const FLAGS = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

const folder = join(root, 'consumers');
const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'package.json')));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  throw new RangeError(`check:consumers: no consumer is called ${unknown.join(' or ')}; ${names.join(', ')} are`);
}

const workplace = mkdtempSync(join(tmpdir(), 'unet-consumers-'));
const browser = await launchChromium();
try {
  const tarballs = await pack(publicPackages(), workplace);
  const chosen = wanted.length > 0 ? wanted : names;
  const results = await runAll(
    chosen.map((name) => async () => {
      const start = performance.now();
      const problem = await check(name, tarballs).then(
        () => '',
        (error) => String(error.message).trimEnd(),
      );
      return { name, problem, seconds: (performance.now() - start) / 1000 };
    }),
    AT_A_TIME,
  );
  for (const { name, problem, seconds } of results) {
    if (problem !== '') console.error(`\n--- ${name}: ${problem}\n`);
    console.log(`${problem === '' ? 'ok    ' : 'FAILED'}  ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s`);
  }
  if (results.some(({ problem }) => problem !== '')) process.exitCode = 1;
} finally {
  await browser.close();
  rmSync(workplace, { recursive: true, force: true });
}

/**
 * @param {string} name
 * @param {ReadonlyMap<string, string>} tarballs
 */
async function check(name, tarballs) {
  const project = join(workplace, name);
  cpSync(join(folder, name), project, { recursive: true });
  const { scripts, dependencies } = useTarballs(join(project, 'package.json'), tarballs);
  await succeed('npm', ['install', ...FLAGS], project);
  const { packages } = readJson(join(project, 'node_modules/.package-lock.json'));
  const problems = peerProblems(packages, Object.keys(dependencies));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  if (scripts?.check !== undefined) await succeed('npm', ['run', '--silent', 'check'], project);
  if (existsSync(join(project, 'index.html'))) await open(project);
}

/**
 * Sends every package of ours to its tarball, also where another one depends on it.
 * @param {string} path of a package.json
 * @param {ReadonlyMap<string, string>} tarballs
 */
function useTarballs(path, tarballs) {
  const manifest = readJson(path);
  const files = [...tarballs].map(([name, tarball]) => [name, `file:${tarball}`]);
  const isDirect = (/** @type {string[]} */ [name]) => name in manifest.dependencies;
  const changed = {
    ...manifest,
    dependencies: { ...manifest.dependencies, ...Object.fromEntries(files.filter(isDirect)) },
    overrides: Object.fromEntries(files.filter((file) => !isDirect(file))),
  };
  writeFileSync(path, JSON.stringify(changed, null, 2));
  return manifest;
}

/** @param {string} project */
async function open(project) {
  const built = join(project, 'dist');
  const server = await serveFolder(existsSync(built) ? built : project);
  try {
    await runPage(browser, `${server.url}index.html`, SECONDS);
  } finally {
    server.close();
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} project
 */
async function succeed(command, args, project) {
  const { code, output } = await runCommand(command, args, project, SECONDS);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
