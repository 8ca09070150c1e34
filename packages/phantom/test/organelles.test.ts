import { createRandom } from '@unet/tensor/arrays';
import { describe, expect, it } from 'vitest';
import { type Canvas, drawDirection, drawPlace, paint } from '../src/canvas.ts';
import { drawOrganelles } from '../src/organelles.ts';

function canvasOf(height: number, width: number, instances: readonly number[], wallDistance = 9): Canvas {
  return {
    height,
    width,
    instances: Int32Array.from(instances),
    wallDistance: new Float64Array(height * width).fill(wallDistance),
    darkness: new Float64Array(height * width),
  };
}

describe('paint', () => {
  it('darkens within reach, in one cell, and never lightens', () => {
    const canvas = canvasOf(3, 4, [1, 1, 0, 2, 1, 1, 0, 2, 1, 1, 0, 2]);
    canvas.darkness[0] = 0.9;
    paint(canvas, 1, 1, 0, 1, () => 0.5);
    expect([...canvas.darkness]).toEqual([0.9, 0.5, 0, 0, 0.5, 0.5, 0, 0, 0.5, 0.5, 0, 0]);
  });

  it('passes the offset from the centre', () => {
    const canvas = canvasOf(2, 3, [1, 1, 1, 1, 1, 1]);
    paint(canvas, 1, 0, 0, 2, (rows, columns) => 10 * rows + columns);
    expect([...canvas.darkness]).toEqual([0, 1, 2, 10, 11, 12]);
  });
});

describe('drawPlace', () => {
  it('finds only pixels of cells that are far enough from the wall', () => {
    const canvas = canvasOf(1, 4, [0, 1, 1, 2]);
    canvas.wallDistance.set([9, 1, 5, 4]);
    const columns = new Set<number>();
    const random = createRandom(1);
    for (let draw = 0; draw < 100; draw++) columns.add(drawPlace(canvas, 3, 50, random)!.column);
    expect([...columns].sort()).toEqual([2, 3]);
    expect(drawPlace(canvas, 6, 50, random)).toBeUndefined();
  });
});

describe('drawDirection', () => {
  it('has length 1 and points everywhere', () => {
    const random = createRandom(1);
    const quadrants = new Set<string>();
    for (let draw = 0; draw < 50; draw++) {
      const [rows, columns] = drawDirection(random);
      expect(Math.abs(rows * rows + columns * columns - 1)).toBeLessThan(1e-12);
      quadrants.add(`${rows > 0}${columns > 0}`);
    }
    expect(quadrants.size).toBe(4);
  });
});

describe('drawOrganelles', () => {
  const side = 208;

  it('draws nothing for an amount of 0 and more for a larger one', () => {
    const darkened = [0, 0.5, 2].map((amount) => {
      const canvas = canvasOf(side, side, new Array(side * side).fill(1), 30);
      drawOrganelles(canvas, 1, amount, createRandom(1));
      return canvas.darkness.filter((value) => value > 0.1).length / (side * side);
    });
    expect(darkened[0]).toBe(0);
    expect(darkened[1]).toBeGreaterThan(0.02);
    expect(darkened[2]).toBeGreaterThan(2 * darkened[1]!);
    expect(darkened[2]).toBeLessThan(0.6);
  });

  it('leaves membrane alone', () => {
    const instances = Array.from({ length: side * side }, (_, pixel) => (pixel % side < 100 ? 1 : 0));
    const canvas = canvasOf(side, side, instances, 30);
    drawOrganelles(canvas, 1, 2, createRandom(1));
    expect(canvas.darkness.every((value, pixel) => instances[pixel] === 1 || value === 0)).toBe(true);
  });
});
