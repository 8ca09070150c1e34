import { expect, test } from 'vitest';
import { packageOf, specifiersOf } from './imports.ts';

test('specifiersOf finds every form of import, and none in comments', () => {
  const source = `
import '@scope/effects';
f(where, 'from', range, 'to');
import type { A } from './a.ts';
import {
  b,
  c,
} from 'package/sub';
export { d } from '../d.ts';
/**
 * import '@tensorflow/tfjs-backend-cpu';
 */
// import 'not-this';
const lazy = await import('lazy');
const path = require.resolve('font/file.ttf');
type B = import('types').B;
`;
  expect(specifiersOf(source)).toEqual([
    '@scope/effects',
    './a.ts',
    'package/sub',
    '../d.ts',
    'lazy',
    'font/file.ttf',
    'types',
  ]);
});

test.each([
  ['package', 'package'],
  ['package/sub/path', 'package'],
  ['@scope/name', '@scope/name'],
  ['@scope/name/sub', '@scope/name'],
  ['./file.ts', undefined],
  ['../file.ts', undefined],
  ['#internal', undefined],
  ['node:fs', undefined],
])('packageOf(%j)', (specifier, name) => {
  expect(packageOf(specifier)).toBe(name);
});
