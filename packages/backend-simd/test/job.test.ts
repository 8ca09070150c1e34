import { expect, test } from 'vitest';
import { floatBits, type Layout, wordsOf } from '../src/kernels/job.ts';

const axis: Layout = { size: 'whole', stride: 'whole' };

test('a job is its fields in the order of the layout, then what it refers to, at the address that the field holds', () => {
  const layout: Layout = { out: 'whole', factor: 'float', rows: axis, turned: 'flag', planes: [axis], last: 'whole' };
  const rows = { stride: -3, size: 5 };
  const planes = [
    { size: 7, stride: 8 },
    { size: 9, stride: 10 },
  ];
  const job = { last: 6, planes, turned: true, rows, factor: 1.5, out: 4096 };
  expect(wordsOf(layout, job, 256)).toEqual([4096, 0x3fc00000, 256 + 24, 1, 256 + 32, 6, 5, -3, 2, 7, 8, 9, 10]);
});

test('lists may be empty, and objects hold objects', () => {
  const layout: Layout = { inner: { planes: [axis], count: 'whole' }, turned: 'flag' };
  expect(wordsOf(layout, { turned: false, inner: { count: 3, planes: [] } }, 0)).toEqual([8, 0, 16, 3, 0]);
});

test('floats go over as their bits', () => {
  expect([1, -0, Number.NaN, 0.1].map((value) => floatBits(value) >>> 0)).toEqual([
    0x3f800000, 0x80000000, 0x7fc00000, 0x3dcccccd,
  ]);
});
