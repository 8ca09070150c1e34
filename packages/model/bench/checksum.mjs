/**
 * What the checksum of a file of weights, or of a checkpoint, adds to writing and reading it, after `npm run build`:
 *
 *     node packages/model/bench/checksum.mjs [--copies 1] [--base 64] [--runs 5]
 *
 * The file has the tensors of a network of `--base` channels, `--copies` of each: 1 are its weights, 3 a checkpoint with the state of Adam.
 * Without a checksum, a file is read as one from before there was one, and its writing takes so much less as its CRC-32 takes. Medians;
 * only the ratios mean something on a shared machine. Writing flushes to the disk, reading finds the file in the system's memory.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crc32 } from '@foxglove/crc';
import { writeFileAtomic } from '@unet/files/node';
import { decodeSafetensors, encodeSafetensors, parameterShapes } from '@unet/model';

const { values } = parseArgs({
  options: {
    copies: { type: 'string', default: '1' },
    base: { type: 'string', default: '64' },
    runs: { type: 'string', default: '5' },
  },
});
const [copies, baseWidth, runs] = [values.copies, values.base, values.runs].map(Number);

const tensors = {};
for (let copy = 0; copy < copies; copy++) {
  for (const [name, shape] of Object.entries(parameterShapes({ baseWidth }))) {
    const data = new Float32Array(shape.reduce((product, side) => product * side, 1));
    for (let index = 0; index < data.length; index++) data[index] = ((index * 2654435761) >>> 8) / 2 ** 24;
    tensors[`${copy}/${name}`] = { shape, data };
  }
}

const samples = {};
async function timed(name, work) {
  const start = performance.now();
  const result = await work();
  samples[name] ??= [];
  samples[name].push(performance.now() - start);
  return result;
}

const folder = await mkdtemp(join(tmpdir(), 'checksum-'));
try {
  const path = join(folder, 'file.safetensors');
  for (let run = 0; run < runs; run++) {
    const bytes = await timed('encode', () => encodeSafetensors({ tensors, metadata: {} }));
    await timed('checksum', () => crc32(bytes));
    await timed('write', () => writeFileAtomic(path, bytes));
    const read = await timed('read', () => readFile(path));
    await timed('decode', () => decodeSafetensors(read));
    // Under another name it is a text like any other.
    read.write('note', read.indexOf('unet'));
    await timed('decode without', () => decodeSafetensors(read));
    if (run === 0) console.log(`${(bytes.length / 1e6).toFixed(0)} MB`);
  }
} finally {
  await rm(folder, { recursive: true });
}

const median = Object.fromEntries(
  Object.entries(samples).map(([name, list]) => [name, list.sort((left, right) => left - right)[list.length >> 1]]),
);
for (const [name, time] of Object.entries(median)) console.log(`${name.padEnd(15)} ${time.toFixed(0).padStart(6)} ms`);
const writing = median.encode + median.write;
const reading = median.read + median.decode;
console.log(`writing takes ${(writing / (writing - median.checksum)).toFixed(2)} of what it took without a checksum`);
console.log(`reading takes ${(reading / (median.read + median['decode without'])).toFixed(2)}`);
