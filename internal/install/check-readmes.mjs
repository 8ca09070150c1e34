// `npm run check:readmes [-- --all] [name ...]`: does what READMEs show work for a reader? All packages are packed; each is installed from
// tarballs outside the repository, exactly as its README's `npm install` line says. Every entry point is loaded there, the one js block is
// run, and TypeScript reads all declarations; with --all the block is also bundled by Vite and run in Chromium. Where TensorFlow.js is an
// optional peer the other entry points are loaded without it. ts blocks are compiled where all packages are installed, and so are run the js
// blocks in the READMEs of the root and of the examples. Of a package that is a command the first commands are run. All others are looked up; why
// the rest is not checked is printed.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { launchChromium } from '../chromium/launch-chromium.mjs';
import { entriesOf, publicPackages, root } from '../scripts/packages.mjs';
import { succeed } from '../scripts/run-command.mjs';
import { installStrictly } from './install.mjs';
import { knownCommands } from './known-commands.mjs';
import { packAll } from './pack.mjs';
import { codeBlocks, installedNames } from './readme.mjs';
import { commandProblems } from './readme-commands.mjs';
import { choose, makeAll } from './report.mjs';
import { runBundle } from './run-bundle.mjs';
import { checkBlockTypes, checkDeclarations } from './types.mjs';

/** @typedef {import('../scripts/packages.mjs').PublicPackage} PublicPackage */

const TENSORFLOW = '@tensorflow/tfjs-core';
/** Where all packages are installed, with what else the examples of the repository import. */
const TOGETHER = 'several packages';
const OTHERS = [TENSORFLOW, '@tensorflow/tfjs-backend-cpu', 'vite'];

const withBrowser = process.argv.includes('--all');
const wanted = process.argv.slice(2).filter((word) => word !== '--all');
const all = publicPackages();
const names = choose(wanted, all.map(shortName), 'package');
const chosen = all.filter((one) => names.includes(shortName(one)));
const examples = readdirSync(join(root, 'examples')).map((name) => join(root, 'examples', name));
const pages = wanted.length > 0 ? [] : [root, ...examples].filter((folder) => existsSync(join(folder, 'README.md')));
const blocks = [...chosen.map(({ folder }) => folder), ...pages].flatMap((folder) => {
  const text = readFileSync(join(folder, 'README.md'), 'utf8');
  return codeBlocks(text).map((block) => ({ ...block, readme: readmeOf(folder) }));
});
const typed = blocks.filter((block) => kindOf(block) === 'ts');
const ofRepository = blocks.filter((block) => kindOf(block) === 'js' && !block.readme.startsWith('packages'));

const workplace = mkdtempSync(join(tmpdir(), 'unet-readmes-'));
const browser = withBrowser ? await launchChromium() : undefined;
try {
  const tarballs = await packAll();
  const projects = Object.fromEntries(chosen.map((one) => [shortName(one), namesOf(one)]));
  for (const one of chosen.filter(isWithoutTensorflow)) projects[`${shortName(one)} alone`] = [one.manifest.name];
  if (typed.length + ofRepository.length > 0) projects[TOGETHER] = [...tarballs.keys(), ...OTHERS];
  await installStrictly(workplace, projects, tarballs);
  await makeAll([
    { name: 'commands', check: checkCommands },
    ...chosen.map((one) => ({ name: shortName(one), check: () => checkPackage(one) })),
    ...(TOGETHER in projects ? [{ name: TOGETHER, check: checkTogether }] : []),
  ]);
} finally {
  await browser?.close();
  rmSync(workplace, { recursive: true, force: true });
}
for (const { readme, line, unchecked } of blocks) {
  if (unchecked !== undefined) console.log(`not checked: ${readme}:${line}: ${unchecked}`);
}

/** @param {PublicPackage} one */
async function checkPackage(one) {
  const { folder, manifest } = one;
  if (manifest.bin !== undefined) return runCommands(one);
  const entries = entriesOf(manifest);
  const own = blocks.filter((block) => kindOf(block) === 'js' && block.readme === readmeOf(folder));
  if (own.length !== 1) throw new Error(`README.md must have exactly one \`\`\`js block, has ${own.length}`);
  if (isWithoutTensorflow(one)) {
    const others = entries.filter((entry) => entry !== '.');
    await runModules(`${shortName(one)} alone`, { 'entries.mjs': importsOf(manifest.name, others) });
  }
  const [{ code }] = own;
  await runModules(shortName(one), { 'entries.mjs': importsOf(manifest.name, entries), 'example.mjs': code });
  const project = join(workplace, shortName(one));
  await checkDeclarations(project, manifest);
  if (browser === undefined) return;
  const inBrowser = entries.filter((entry) => entry !== './node');
  await runBundle(browser, project, /\bfrom 'node:/.test(code) ? importsOf(manifest.name, inBrowser) : code);
}

/** Runs what the first block of commands shows after its line of installation. @param {PublicPackage} one */
async function runCommands(one) {
  const [first] = blocks.filter((block) => kindOf(block) === 'commands' && block.readme === readmeOf(one.folder));
  const commands = (first?.code ?? '').split('\n').filter((line) => line.startsWith('npx '));
  if (commands.length === 0) throw new Error('the first block of commands must show one that runs as it is');
  for (const command of commands) {
    await succeed('npx', ['--no-install', ...command.split(' ').slice(1)], join(workplace, shortName(one)), 300);
  }
}

async function checkTogether() {
  for (const { code } of ofRepository) await runModules(TOGETHER, { 'example.mjs': code });
  await checkBlockTypes(join(workplace, TOGETHER), typed);
}

/** Those that nobody can check are refused here, too. */
async function checkCommands() {
  const known = knownCommands();
  const problems = blocks
    .filter((block) => !['commands', 'js', 'ts', 'unchecked'].includes(kindOf(block)))
    .map(({ readme, line, language }) => `${readme}:${line}: say above the block why ${language} need not be checked`);
  for (const { readme, line, code } of blocks.filter((block) => kindOf(block) === 'commands')) {
    problems.push(...(await commandProblems(code, known)).map((problem) => `${readme}:${line}: ${problem}`));
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/**
 * @param {string} project
 * @param {Readonly<Record<string, string>>} modules sources by file
 */
async function runModules(project, modules) {
  for (const [file, source] of Object.entries(modules)) {
    writeFileSync(join(workplace, project, file), source);
    await succeed(process.execPath, [file], join(workplace, project), 120);
  }
}

/**
 * A module that loads entry points, with all that they export.
 * @param {string} name
 * @param {readonly string[]} entries
 */
function importsOf(name, entries) {
  const imports = entries.map((entry, at) => `import * as at${at} from '${name}${entry.slice(1)}';\n`).join('');
  const modules = entries.map((_, at) => `at${at}`);
  // What nobody looks at a bundler leaves out.
  return `${imports}console.log([${modules}].map((one) => Object.keys(one).length));\n`;
}

/** @param {string} folder */
function readmeOf(folder) {
  return relative(root, join(folder, 'README.md'));
}

/**
 * What a block is checked as: only its language or its comment tells.
 * @param {import('./readme.mjs').CodeBlock} block
 */
function kindOf({ language, unchecked }) {
  // internal/testing compares the root's graph with the packages.
  if (unchecked !== undefined || language === 'mermaid') return 'unchecked';
  return ['', 'sh'].includes(language) ? 'commands' : language;
}

/** @param {PublicPackage} one */
function namesOf({ folder, manifest: { name } }) {
  const names = installedNames(readFileSync(join(folder, 'README.md'), 'utf8'));
  if (!names.includes(name)) throw new Error(`${readmeOf(folder)} has no line "npm install ${name} ..."`);
  return names;
}

/** @param {PublicPackage} one */
function isWithoutTensorflow({ manifest }) {
  return manifest.peerDependenciesMeta?.[TENSORFLOW]?.optional === true;
}

/** @param {PublicPackage} one */
function shortName({ manifest }) {
  return manifest.name.replace('@unet/', '');
}
