import { expect, test } from 'vitest';
import type { SimdBackend } from '../../src/backend.ts';
import type { WinogradGradientJob, WinogradJob } from '../../src/generated/jobs.ts';
import { convolve } from '../../src/kernels/convolutions/winograd/convolve.ts';
import { convolveFilterGradient } from '../../src/kernels/convolutions/winograd/filter-gradient.ts';

// Other blocks, or another order, give the same numbers, only later: no other test sees it. What stands here changes with a measurement alone.

/** The kernels that run on a backend of two threads, which computes nothing, and what they are called with. */
function jobsOf<Job>(work: (backend: SimdBackend) => void): [kernel: string, job: Job][] {
  const jobs: [string, Job][] = [];
  const backend = {
    threads: 2,
    buffer: new ArrayBuffer(2 ** 25),
    shares: () => 2,
    withScratch: (bytes: number, use: (address: number) => unknown) => {
      expect(bytes).toBeLessThan(2 ** 25);
      return use(0);
    },
    run: (kernel: string, _: number, job: Job) => jobs.push([kernel, job]),
  };
  work(backend as unknown as SimdBackend);
  return jobs;
}

const image = (side: number, channels: number) =>
  ({ address: 0, height: side, width: side, channels, above: 0, left: 0 }) as const;

test.each([
  ['the first level', 568, 64, 64, ['winogradFilter', 'winogradByTiles'], 48, 64],
  ['more channels than a block of tiles has room for', 100, 256, 128, ['winogradFilter', 'winogradByTiles'], 24, 64],
  ['few outputs', 568, 64, 16, ['winogradFilter', 'winogradByTiles'], 48, 16],
  ['the bottom', 30, 512, 1024, ['winogradInput', 'winogradByOutputs'], 54, 16],
])('convolution, %s', (_, side, inputs, outputs, kernels, blockTiles, blockOutputs) => {
  const filter = { address: 0, inputs, outputs, turned: false };
  const output = { address: 0, batch: 1, height: side - 2, width: side - 2, bias: 0, activation: 0 };
  const jobs = jobsOf<WinogradJob>((backend) => convolve(backend, 4, image(side, inputs), filter, output));
  expect(jobs.map(([kernel]) => kernel)).toEqual(kernels);
  expect(jobs[1]![1]).toMatchObject({ blockTiles, blockOutputs });
});

test.each([
  ['the first level', 568, 64, 64, ['winogradGradientByTiles', 'addParts'], 48],
  ['the bottom', 30, 512, 1024, ['winogradTransformAll', 'winogradGradientByChannels'], 49],
])('gradient of its filter, %s', (_, side, inputs, outputs, kernels, blockTiles) => {
  const [x, dy] = [image(side, inputs), image(side - 2, outputs)];
  const jobs = jobsOf<WinogradGradientJob>((backend) => convolveFilterGradient(backend, 4, 1, x, dy, 0));
  expect(jobs.map(([kernel]) => kernel)).toEqual(kernels);
  expect(jobs[0]![1]).toMatchObject({ blockTiles, group: 32 });
});
