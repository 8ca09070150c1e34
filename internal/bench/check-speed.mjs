/**
 * Fails where what we have made fast is no longer so, beside TensorFlow.js's own kernels for the same work in the same process:
 *
 *     node internal/bench/check-speed.mjs [--seconds 1.5]
 *
 * Ours and theirs take turns, for so many seconds a pair, and the fastest of each count. Seconds are those in which a processor worked for
 * this process, on one thread: a busy machine makes them no more. What fails is measured once more. `speed-pairs.mjs` says what is compared.
 */
import { parseArgs } from 'node:util';
import { setBackend } from '@tensorflow/tfjs-core';
import { speedPairs } from './speed-pairs.mjs';

/** Largest difference of what both computed, of its size: sums of single floats in other orders. */
const TOLERANCE = 1e-3;

/** Shorter times say little. */
const LEAST_MILLISECONDS = 10;

const { values: options } = parseArgs({ options: { seconds: { type: 'string', default: '1.5' } } });
const seconds = Number(options.seconds);
if (!(seconds > 0)) throw new RangeError(`check-speed: --seconds must be positive, got ${options.seconds}`);

let failed = false;
for (const pair of await speedPairs()) {
  const measured = { ours: [], theirs: [] };
  await measure(pair, measured);
  if (!isFast(pair, measured)) await measure(pair, measured);
  const fast = isFast(pair, measured);
  failed ||= !fast;
  const [ours, theirs] = [fastest(measured.ours), fastest(measured.theirs)];
  const times = [ours, theirs].map((time) => `${time.toPrecision(3).padStart(6)} ms`).join(' : ');
  const ratio = `${(theirs / ours).toPrecision(3).padStart(5)} x, at least ${pair.least}`;
  console.log(`${fast ? 'ok    ' : 'FAILED'}  ${pair.name.padEnd(46)} ${times} ${ratio}`);
}
if (failed) process.exitCode = 1;

/** Adds what both take, by turns, until the time is up. The first time of each warms up, and says how often makes a time worth taking. */
async function measure({ name, ours, theirs }, measured) {
  const [first, second] = [await take(ours, 1), await take(theirs, 1)];
  if (!(Math.abs(first.value - second.value) <= TOLERANCE * Math.abs(second.value)))
    throw new Error(`check-speed: ${name}: ours computes ${first.value}, theirs ${second.value}`);
  const often = ({ milliseconds }) => Math.ceil(LEAST_MILLISECONDS / Math.max(milliseconds, 0.1));
  const start = processorTime();
  do {
    measured.ours.push((await take(ours, often(first))).milliseconds);
    measured.theirs.push((await take(theirs, often(second))).milliseconds);
  } while (processorTime() - start < seconds * 1000);
}

/** Does work several times; milliseconds are of one. */
async function take({ backend, compute, check }, times) {
  await setBackend(backend);
  const results = [];
  const start = processorTime();
  for (let time = 0; time < times; time++) results.push(compute());
  const milliseconds = (processorTime() - start) / times;
  const values = results.map(check);
  return { milliseconds, value: values[0] };
}

/** In milliseconds. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function isFast({ least }, { ours, theirs }) {
  return fastest(theirs) / fastest(ours) >= least;
}

function fastest(milliseconds) {
  return Math.min(...milliseconds);
}
