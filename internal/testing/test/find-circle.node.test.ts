import { expect, test } from 'vitest';
import { findCircle } from './find-circle.ts';

test('a diamond has no circle', () => {
  const diamond = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['c', ['d']],
    ['d', []],
  ]);
  expect(findCircle(diamond)).toBeUndefined();
});

test('a circle is found, without the way to it', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', []],
    ['d', ['b']],
  ]);
  expect(findCircle(graph)).toEqual(['b', 'd', 'b']);
});

test('a name that needs itself is a circle', () => {
  expect(findCircle(new Map([['a', ['a']]]))).toEqual(['a', 'a']);
});
