/**
 * Measures what the project promises to be fast, beside the peers where they are there, in interleaved runs:
 *
 *     npm run bench [-- --json FILE] [--peers DIR] [--runs N]
 *
 * Prints a table and writes all figures as JSON. Only ratios of figures of one run mean something on a shared machine.
 */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { augment572 } from '../../packages/augment/bench/augment.mjs';
import { elastic572 } from '../../packages/elastic/bench/elastic.mjs';
import { measureWeightMap, syntheticLabel } from '../../packages/weight-map/bench/weight-map.mjs';
import { findPreprocessPeer } from './preprocess-peer.mjs';
import { startBackend } from './start-backend.mjs';
import { median } from './statistics.mjs';
import { measureTrainStep } from './train-step.mjs';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    peers: { type: 'string', default: new URL('../../../shared/peers', import.meta.url).pathname },
    runs: { type: 'string', default: '3' },
  },
});
const runs = Number(options.runs);
if (!Number.isInteger(runs) || runs < 1)
  throw new RangeError(`bench: --runs must be a positive integer, got ${options.runs}`);

const peer = await findPreprocessPeer(options.peers);
console.log(peer.available ? `Peer: ${peer.description}` : `Peer not measured: ${peer.reason}`);
const label = peer.label ?? syntheticLabel();

/** One entry a run for each figure, in seconds. */
const figures = { weightMap388: [], elastic572: [], augment572: [], peerWeightMap388: [], peerElastic572: [] };
for (let run = 0; run < runs; run++) {
  figures.weightMap388.push(measureWeightMap(label));
  figures.elastic572.push(await elastic572());
  figures.augment572.push(await augment572());
  if (peer.available) {
    const { weightMap, elastic } = peer.measure();
    figures.peerWeightMap388.push(weightMap);
    figures.peerElastic572.push(elastic);
  }
}
const backend = await startBackend();
const { median: stepSeconds, ...step } = await measureTrainStep();

const seconds = Object.fromEntries(
  Object.entries(figures)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => [name, median(values)]),
);
const ratios = peer.available
  ? {
      weightMap388: seconds.peerWeightMap388 / seconds.weightMap388,
      elastic572: seconds.peerElastic572 / seconds.elastic572,
    }
  : {};
const result = {
  date: new Date().toISOString(),
  machine: { cpu: os.cpus()[0].model, cores: os.cpus().length, node: process.version },
  runs,
  seconds,
  trainStep: { backend, ...step, seconds: stepSeconds },
  ratios,
};

console.log(`\n${'figure'.padEnd(28)}${'median'.padStart(12)}${'peer over ours'.padStart(18)}`);
for (const [name, value] of Object.entries(seconds)) {
  const ratio = ratios[name] === undefined ? '' : `${ratios[name].toFixed(1)} x`;
  console.log(`${name.padEnd(28)}${`${(value * 1000).toFixed(2)} ms`.padStart(12)}${ratio.padStart(18)}`);
}
console.log(
  `${`train step, base ${step.base}, ${step.size} px`.padEnd(28)}${`${(stepSeconds * 1000).toFixed(0)} ms`.padStart(12)}   on ${backend}`,
);
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`);
