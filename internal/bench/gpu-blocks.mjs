/**
 * Times each block of a U-Net, forward and both gradients, the kernels of TensorFlow.js against those of @unet/model:
 *
 *     npm run bench:gpu [-- --backend webgl,webgpu] [--base 8] [--input-size 188] [--runs 3] [--no-wide] [--node] [--gpu] [--json FILE]
 *
 * Runs the benchmark page of examples/em-browser in headless Chromium; with --node the same code in Node, with WebGPU by way of Dawn. Uses
 * SwiftShader, the same on every machine, unless --gpu asks for the graphics card. `--base 0` leaves all out but the convolution of 256 x
 * 256 pixels and 64 channels, `--no-wide` that one. Prints a table for each backend; writes all samples as JSON.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureInChromium } from './gpu-blocks-chromium.mjs';
import { measureInNode } from './gpu-blocks-node.mjs';

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    backend: { type: 'string' },
    base: { type: 'string', default: '8' },
    'input-size': { type: 'string', default: '188' },
    runs: { type: 'string', default: '3' },
    wide: { type: 'boolean', default: true },
    node: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const backends = (options.backend ?? (options.node ? 'webgpu' : 'webgl,webgpu')).split(',');

build(['run', '--silent', 'build', '-w', 'em-browser']);
build([
  'exec',
  '--silent',
  '-w',
  'em-browser',
  '--',
  'vite',
  'build',
  '--config',
  'vite.node.config.ts',
  '--logLevel',
  'warn',
]);
const benchmark = '../../node_modules/.cache/unet-gpu-blocks/node.js';
const { headline, markdownTable, readSettings, rowsOf } = await import(benchmark);

const addresses = backends.map((backend) => {
  const { base, 'input-size': inputSize, runs, wide } = options;
  const query = new URLSearchParams({ backend, base, 'input-size': inputSize, runs, ...(wide && { wide: '' }) });
  // Refuses what is no setting before anything is measured.
  readSettings(query);
  return query;
});
const reports = [];
for (const query of addresses) {
  const measure = options.node ? measureInNode : measureInChromium;
  const report = await measure(query, {
    gpu: options.gpu,
    log: (line) => console.error(`${query.get('backend')}: ${line}`),
  });
  reports.push(report);
  console.log(`\n${headline(report)}\n\n${markdownTable(rowsOf(report))}`);
}
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(reports, null, 2)}\n`);

function build(npmArguments) {
  // What it writes is shown where it fails, as a part of the error.
  execFileSync('npm', npmArguments, { cwd: new URL('../..', import.meta.url), stdio: 'pipe' });
}
