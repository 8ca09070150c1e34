import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './packed-packages.mjs';
import { runCommand } from './run-command.mjs';

const RESOLUTIONS = [
  { module: 'nodenext', moduleResolution: 'nodenext' },
  { module: 'esnext', moduleResolution: 'bundler' },
];

/**
 * Throws unless every entry point of the installed package can be imported by a strict TypeScript project, under both module
 * resolutions that ES modules have. Without skipLibCheck: with it an import that does not resolve would pass as `any`. Only what
 * is wrong in our own declarations counts, for those of TensorFlow.js 4.22 quarrel with TypeScript's own over WebGPU.
 * @param {string} project a folder in which the package is installed
 * @param {import('./packed-packages.mjs').Manifest} manifest
 */
export async function checkTypes(project, manifest) {
  const entries = Object.keys(manifest.exports).filter((entry) => entry !== './package.json');
  const imports = entries.map(
    (entry, index) => `export * as entry${index} from '${manifest.name}${entry.slice(1)}';\n`,
  );
  writeFileSync(join(project, 'consumer.mts'), imports.join(''));
  for (const resolution of RESOLUTIONS) {
    const compilerOptions = {
      ...resolution,
      target: 'es2023',
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
    };
    const configuration = `tsconfig.${resolution.moduleResolution}.json`;
    writeFileSync(join(project, configuration), JSON.stringify({ compilerOptions, files: ['consumer.mts'] }));
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { code, output } = await runCommand(process.execPath, [compiler, '-p', configuration], project, 120);
    const ours = output.split('\n').filter((line) => /^(consumer\.mts|node_modules\/@unet\/|error )/.test(line));
    if (code !== 0 && ours.length > 0) {
      throw new Error(`its types do not resolve (${resolution.moduleResolution}):\n${ours.join('\n')}`);
    }
  }
}
