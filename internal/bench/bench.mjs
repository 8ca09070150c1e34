/**
 * Measures what the project promises to be fast, beside the peers where they are there, in interleaved runs:
 *
 *     npm run bench [-- --json FILE] [--runs 3] [--only FIGURE,FIGURE] [--threads 2] [--backend simd] [--relaxed auto|true|false]
 *         [--peers DIR] [--no-ort] [--smoke]
 *
 * Prints a table and writes all samples as JSON; docs/benchmarks.md says what the figures mean. Node is the one that this runs on. Only
 * ratios of figures of one run mean something on a shared machine.
 */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { createFigures, table } from './figures.mjs';
import { measureAll } from './measure.mjs';
import { networkMeasurements } from './networks.mjs';
import { findOnnxPeer } from './onnx-peer.mjs';
import { preparationMeasurements } from './preparation.mjs';
import { findPreprocessPeer } from './preprocess-peer.mjs';
import { findTorchPeer } from './torch-peer.mjs';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
    threads: { type: 'string', default: '2' },
    backend: { type: 'string', default: 'simd' },
    relaxed: { type: 'string', default: 'auto' },
    peers: { type: 'string', default: new URL('../../../shared/peers', import.meta.url).pathname },
    'no-ort': { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
  },
});
const runs = positive('runs');
const threads = positive('threads');
const { backend, relaxed, smoke } = options;
const names = chosenFigures();
const wantsAny = (...list) => list.some((name) => names.includes(name));

const notAsked = { available: false, reason: 'not asked for' };
const preprocess = wantsAny('weightMap388', 'elastic572') ? await findPreprocessPeer(options.peers) : notAsked;
const torchSteps = wantsAny('step64', 'step32', 'step16', 'peakRssMiB');
const torch = torchSteps || wantsAny('forward64') ? findTorchPeer(options.peers) : notAsked;
const onnx = wantsAny('forward64VsOrt') && !options['no-ort'] ? await findOnnxPeer(backend) : notAsked;

const measurements = [
  ...preparationMeasurements(preprocess),
  ...networkMeasurements({ backend, relaxed, threads, smoke, torchSteps }, { torch, onnx }),
];
const figures = createFigures(names);
const { results, failed } = await measureAll(measurements, runs, figures, (line) => console.error(line));

const peerOf = {};
for (const { peer, figures: measured } of measurements) {
  for (const name of Object.keys(measured))
    if (peer?.available && names.includes(name)) peerOf[name] = peer.description;
}
// Memory is not among the ratios, and a peak is the largest, not the median.
const { peakRssMiB: _, ...ratios } = figures.ratios();
const { ours = [], peer = [] } = figures.samples.peakRssMiB ?? {};
const peaks = {
  ...(ours.length > 0 && { peakRssMiB: Math.max(...ours) }),
  ...(peer.length > 0 && { peerPeakRssMiB: Math.max(...peer) }),
};
const machine = { cpu: os.cpus()[0].model, cores: os.cpus().length, node: process.version };
const result = {
  date: new Date().toISOString(),
  machine,
  options: { runs, threads, backend, relaxed, smoke },
  peers: peerOf,
  ratios,
  ...peaks,
  medians: figures.medians(),
  samples: figures.samples,
  missing: figures.missing,
  logitsBesideOrt: onnx.check,
  results,
};
console.log(`
${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, backend ${backend}, threads ${threads}, relaxed SIMD ${relaxed}
Medians of ${runs} (smallest to largest)${smoke ? '; --smoke: these networks are too small to mean anything' : ''}

${table(figures, peerOf, ['peakRssMiB'])}`);
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`);
if (failed) process.exitCode = 1;

/** The names of `--only`, or all. */
function chosenFigures() {
  const networks = ['step64', 'forward64', 'forward64VsOrt', 'step32', 'step16'];
  const gain = threads > 1 ? [`threads${threads}`] : [];
  const all = ['weightMap388', 'elastic572', 'augment572', ...networks, ...gain, 'peakRssMiB'];
  const chosen = options.only?.split(',') ?? all;
  const unknown = chosen.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new RangeError(`bench: --only must be of ${all.join(',')}, got ${unknown}`);
  return all.filter((name) => chosen.includes(name));
}

function positive(name) {
  const value = Number(options[name]);
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`bench: --${name} must be a positive integer, got ${options[name]}`);
  return value;
}
