import { paperConfig, parameterCount, parameterShapes } from '@unet/model';
import { expect, test } from 'vitest';

test("the paper's network has 31,030,658 parameters", () => {
  expect(parameterCount(paperConfig)).toBe(31_030_658);
  expect(parameterCount({})).toBe(31_030_658);
  expect(parameterShapes({ depth: 2 })).toEqual(parameterShapes({ ...paperConfig, depth: 2 }));
});

test('names and shapes of a small network, in the order of the data', () => {
  const shapes = parameterShapes({ ...paperConfig, depth: 1, baseWidth: 3, channels: 2, classes: 5 });
  expect(Object.entries(shapes).map(([name, shape]) => `${name} ${shape.join(' ')}`)).toEqual([
    'down.0.conv1.filter 3 3 2 3',
    'down.0.conv1.bias 3',
    'down.0.conv2.filter 3 3 3 3',
    'down.0.conv2.bias 3',
    'bottom.conv1.filter 3 3 3 6',
    'bottom.conv1.bias 6',
    'bottom.conv2.filter 3 3 6 6',
    'bottom.conv2.bias 6',
    'up.0.filter 2 2 6 3',
    'up.0.bias 3',
    'merge.0.conv1.filter 3 3 6 3',
    'merge.0.conv1.bias 3',
    'merge.0.conv2.filter 3 3 3 3',
    'merge.0.conv2.bias 3',
    'head.filter 1 1 3 5',
    'head.bias 5',
  ]);
});

test('the count is that of the shapes, and depends on neither padding nor dropout', () => {
  const config = { ...paperConfig, depth: 2, baseWidth: 5, channels: 3, classes: 4 };
  const sizes = Object.values(parameterShapes(config)).map((shape) => shape.reduce((size, side) => size * side, 1));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(parameterCount(config)).toBe(total);
  expect(parameterCount({ ...config, padding: 'same', dropout: 'last-two', upConvolution: 'relu' })).toBe(total);
});
