// `npm run check:readmes [-- name ...]`: does what READMEs show work for a reader? Each package is packed and installed from tarballs
// into an empty project outside the repository, exactly as its README's `npm install` line says; its one js block is run there, and
// TypeScript imports every entry point under both module resolutions, checking all declarations. ts blocks are compiled where all packages
// are installed, and so are run the js blocks in the READMEs of the root and of the examples. Commands are looked up. What cannot be
// checked says why in a comment above it, which is printed.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { checkBlockTypes } from './check-block-types.mjs';
import { checkTypes } from './check-types.mjs';
import { installProject, runExample } from './consumer-project.mjs';
import { lockedVersions, pack, publicPackages, root } from './packed-packages.mjs';
import { codeBlocks, installedNames } from './readme.mjs';
import { commandProblems } from './readme-commands.mjs';
import { runAll } from './run-all.mjs';
import { runCommand } from './run-command.mjs';

/**
 * @typedef {import('./packed-packages.mjs').PublicPackage} PublicPackage
 * @typedef {import('./check-block-types.mjs').ReadmeBlock} ReadmeBlock
 * @typedef {{ name: string, problem: string, seconds: number }} Result an empty problem: the check passed
 */

const AT_A_TIME = 2;
/** Fenced text that is no code; internal/testing compares the root's graph with the packages. */
const NO_CODE = ['mermaid'];

const wanted = process.argv.slice(2);
const packages = publicPackages();
const chosen = packages.filter(
  ({ manifest }) => wanted.length === 0 || wanted.includes(manifest.name.replace('@unet/', '')),
);
if (chosen.length === 0) throw new Error(`no package is called ${wanted.join(' or ')}`);

const versions = lockedVersions();
const workplace = mkdtempSync(join(tmpdir(), 'unet-readmes-'));
try {
  const readmes = [
    ...chosen.map(({ folder }) => join(folder, 'README.md')),
    ...(wanted.length === 0 ? ofRepository() : []),
  ];
  const blocks = readmes.filter(existsSync).flatMap(blocksOf);
  const tarballs = await pack(packages, workplace);
  report(
    await runAll(
      [
        () => checked('commands', () => checkCommands(blocks)),
        () => checked('several packages', () => checkTogether(blocks, tarballs)),
        ...chosen.map((one) => () => checked(one.manifest.name, () => checkPackage(one, blocks, tarballs))),
      ],
      AT_A_TIME,
    ),
    blocks,
  );
} finally {
  rmSync(workplace, { recursive: true, force: true });
}

/** The READMEs for those who have the repository. */
function ofRepository() {
  return [root, ...readdirSync(join(root, 'examples')).map((name) => join(root, 'examples', name))].map((folder) =>
    join(folder, 'README.md'),
  );
}

/**
 * @param {string} path
 * @returns {ReadmeBlock[]}
 */
function blocksOf(path) {
  return codeBlocks(readFileSync(path, 'utf8')).map((block) => ({ ...block, readme: relative(root, path) }));
}

/**
 * What a block is checked as: only its language or its comment tells.
 * @param {ReadmeBlock} block
 */
function kindOf({ language, unchecked }) {
  if (unchecked !== undefined || NO_CODE.includes(language)) return 'unchecked';
  return ['', 'sh'].includes(language) ? 'commands' : language;
}

/** @param {ReadmeBlock[]} blocks of all READMEs; those that nobody can check are refused here, too */
async function checkCommands(blocks) {
  const problems = blocks
    .filter((block) => !['commands', 'js', 'ts', 'unchecked'].includes(kindOf(block)))
    .map(
      ({ readme, line, language }) =>
        `${readme}:${line}: ${language} is not checked; say above the block why it need not be`,
    );
  for (const { readme, line, code } of blocks.filter((block) => kindOf(block) === 'commands')) {
    const found = await commandProblems(code, { isPackage, isScript, help });
    problems.push(...found.map((problem) => `${readme}:${line}: ${problem}`));
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/**
 * The ts blocks of all READMEs and the js blocks of the repository's.
 * @param {ReadmeBlock[]} blocks
 * @param {Map<string, string>} tarballs
 */
async function checkTogether(blocks, tarballs) {
  const typed = blocks.filter((block) => kindOf(block) === 'ts');
  const examples = blocks.filter((block) => kindOf(block) === 'js' && !block.readme.startsWith('packages'));
  if (typed.length + examples.length === 0) return;
  const project = join(workplace, 'several packages');
  const others = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu', 'vite'];
  await installProject(project, [...tarballs.keys(), ...others], tarballs, versions);
  for (const { code } of examples) await runExample(project, code);
  await checkBlockTypes(project, typed);
}

/**
 * @param {PublicPackage} one
 * @param {ReadmeBlock[]} blocks of all READMEs
 * @param {Map<string, string>} tarballs
 */
async function checkPackage({ folder, manifest }, blocks, tarballs) {
  const path = join(folder, 'README.md');
  if (!existsSync(path)) throw new Error('has no README.md');
  const examples = blocks.filter((block) => block.readme === relative(root, path) && kindOf(block) === 'js');
  if (examples.length !== 1) throw new Error(`README.md must have exactly one \`\`\`js block, has ${examples.length}`);
  const names = installedNames(readFileSync(path, 'utf8'));
  if (!names.includes(manifest.name)) throw new Error(`README.md has no line "npm install ${manifest.name} ..."`);
  const project = join(workplace, manifest.name.replace('@unet/', ''));
  await installProject(project, names, tarballs, versions);
  await runExample(project, examples[0].code);
  await checkTypes(project, manifest);
}

/** @param {string} name */
function isPackage(name) {
  return packages.some(({ manifest }) => manifest.name === name) || versions.has(name);
}

/**
 * @param {string} script
 * @param {string} [workspace]
 */
function isScript(script, workspace) {
  return scriptsOf(workspace === undefined ? '.' : join('examples', workspace))[script] !== undefined;
}

/** @param {string} script */
async function help(script) {
  const program = /\bnode (\S+\.js)$/.exec(scriptsOf('.')[script])?.[1];
  if (program === undefined) throw new Error(`"${script}" is shown with options, and has no --help`);
  return (await runCommand(process.execPath, [program, '--help'], root, 60)).output;
}

/**
 * @param {string} folder
 * @returns {Record<string, string>}
 */
function scriptsOf(folder) {
  const path = join(root, folder, 'package.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).scripts : {};
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
 * @param {Result[]} results
 * @param {ReadmeBlock[]} blocks
 */
function report(results, blocks) {
  const failed = results.filter(({ problem }) => problem !== '');
  for (const { name, problem } of failed) console.error(`\n--- ${name}: ${problem.trimEnd()}`);
  console.log();
  for (const { readme, line, unchecked } of blocks) {
    if (unchecked !== undefined) console.log(`not checked: ${readme}:${line}: ${unchecked}`);
  }
  for (const { name, problem, seconds } of results) {
    console.log(`${problem === '' ? 'ok    ' : 'FAILED'}  ${name.padEnd(20)} ${seconds.toFixed(1).padStart(6)} s`);
  }
  if (failed.length > 0) process.exitCode = 1;
}
