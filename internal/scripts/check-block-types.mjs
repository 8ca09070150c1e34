import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './packed-packages.mjs';
import { runCommand } from './run-command.mjs';

/** @typedef {import('./readme.mjs').CodeBlock & { readme: string }} ReadmeBlock `readme` is what messages call the file */

const COMPILER_OPTIONS = {
  module: 'esnext',
  moduleResolution: 'bundler',
  target: 'es2023',
  lib: ['es2023', 'dom', 'dom.iterable'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  typeRoots: [join(root, 'node_modules/@types')],
  types: ['node'],
};

/**
 * Throws unless ts blocks are right for a strict TypeScript project, each as a module of its own after what its comment
 * `<!-- before: ... -->` declares. Mistakes are reported with the line of the README.
 * @param {string} project a folder in which what the blocks import is installed
 * @param {readonly ReadmeBlock[]} blocks
 */
export async function checkBlockTypes(project, blocks) {
  if (blocks.length === 0) return;
  for (const [index, { before, code }] of blocks.entries()) {
    writeFileSync(join(project, `block-${index}.mts`), `${before}\n${code}export {};\n`);
  }
  const files = blocks.map((_, index) => `block-${index}.mts`);
  writeFileSync(join(project, 'tsconfig.blocks.json'), JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files }));
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [compiler, '--pretty', 'false', '-p', 'tsconfig.blocks.json'];
  const { code, output } = await runCommand(process.execPath, args, project, 120);
  if (code !== 0) throw new Error(`a ts block has mistakes:\n${inReadmes(output, blocks)}`);
}

/**
 * @param {string} output of the compiler
 * @param {readonly ReadmeBlock[]} blocks
 */
function inReadmes(output, blocks) {
  return output.replace(/^block-(\d+)\.mts\((\d+),(\d+)\)/gm, (_, index, line, column) => {
    const { readme, before, line: start } = blocks[Number(index)];
    const inBlock = Number(line) - before.split('\n').length;
    return inBlock > 0 ? `${readme}:${start + inBlock - 1}:${column}` : `${readme}:${start}, in what stands before it`;
  });
}
