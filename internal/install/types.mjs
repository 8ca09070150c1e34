import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entriesOf, root } from '../scripts/packages.mjs';
import { runCommand } from '../scripts/run-command.mjs';

/** @typedef {import('./readme.mjs').CodeBlock & { readme: string }} ReadmeBlock `readme` is what messages call the file */

const STRICT = { target: 'es2023', strict: true, noEmit: true };
const COMPILER = join(root, 'node_modules/typescript/bin/tsc');

/**
 * Throws unless every entry point of the installed package can be imported by a strict TypeScript project. Without skipLibCheck: with it
 * an import that does not resolve would pass as `any`. Only what is wrong in our own declarations counts, for those of TensorFlow.js 4.22
 * quarrel with TypeScript's own over WebGPU. (That they resolve as bundlers do it is for attw, and for the ts blocks.)
 * @param {string} project a folder in which the package is installed
 * @param {import('../scripts/packages.mjs').Manifest} manifest
 */
export async function checkDeclarations(project, manifest) {
  const imports = entriesOf(manifest).map(
    (entry, at) => `export * as at${at} from '${manifest.name}${entry.slice(1)}';`,
  );
  writeFileSync(join(project, 'consumer.mts'), imports.join('\n'));
  const options = { ...STRICT, module: 'nodenext', types: [] };
  const ours = (await compile(project, options, ['consumer.mts']))
    .split('\n')
    .filter((line) => /^(consumer\.mts|\S*node_modules\/@unet\/|error )/.test(line));
  if (ours.length > 0) throw new Error(`its types do not resolve:\n${ours.join('\n')}`);
}

/**
 * Throws unless ts blocks are right for a strict TypeScript project, each as a module of its own after what its comment
 * `<!-- before: ... -->` declares. Mistakes are reported with the line of the README.
 * @param {string} project a folder in which what the blocks import is installed
 * @param {readonly ReadmeBlock[]} blocks
 */
export async function checkBlockTypes(project, blocks) {
  for (const [at, { before, code }] of blocks.entries()) {
    writeFileSync(join(project, `block-${at}.mts`), `${before}\n${code}export {};\n`);
  }
  const options = {
    ...STRICT,
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['es2023', 'dom', 'dom.iterable'],
    skipLibCheck: true,
    typeRoots: [join(root, 'node_modules/@types')],
    types: ['node'],
  };
  const files = blocks.map((_, at) => `block-${at}.mts`);
  const mistakes = await compile(project, options, files);
  const named = mistakes.replace(/^block-(\d+)\.mts\((\d+),(\d+)\)/gm, (_, at, line, column) => {
    const { readme, before, line: start } = blocks[Number(at)];
    const inBlock = Number(line) - before.split('\n').length;
    return inBlock > 0 ? `${readme}:${start + inBlock - 1}:${column}` : `${readme}:${start}, in what stands before it`;
  });
  if (mistakes !== '') throw new Error(`a ts block has mistakes:\n${named}`);
}

/**
 * @param {string} project
 * @param {object} compilerOptions
 * @param {string[]} files
 * @returns {Promise<string>} what the compiler complains about, empty if nothing
 */
async function compile(project, compilerOptions, files) {
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const { code, output } = await runCommand(process.execPath, [COMPILER, '--pretty', 'false'], project, 120);
  return code === 0 ? '' : output;
}
