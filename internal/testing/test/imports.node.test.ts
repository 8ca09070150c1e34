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

test('packageOf leaves out files, #imports and modules of Node.js', () => {
  const specifiers = [
    'package',
    'package/sub/path',
    '@scope/name',
    '@scope/name/sub',
    './a.ts',
    '../a.ts',
    '#a',
    'node:fs',
  ];
  const names = specifiers.map(packageOf).filter((name) => name !== undefined);
  expect(names).toEqual(['package', 'package', '@scope/name', '@scope/name']);
});
