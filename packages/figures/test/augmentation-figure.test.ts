import type { DisplacementFieldArrays } from '@unet/elastic/arrays';
import { type AugmentationFigureArrays, augmentationFigure } from '@unet/figures/arrays';
import { expectAllClose, randomImage, randomLabel } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { all, type Node, numbers, parseSvg, pixelsOf, pointsOf, texts } from './parse-svg.ts';
import { classes } from './samples.ts';

const sample = { image: randomImage(40, 60, 1, 1), label: randomLabel(40, 60, 2, 2) };

function field(rows: (row: number, column: number) => number, columns: typeof rows): DisplacementFieldArrays {
  const fill = (at: typeof rows) =>
    Float32Array.from({ length: 40 * 60 }, (_, index) => at(Math.floor(index / 60), index % 60));
  return { height: 40, width: 60, rows: fill(rows), columns: fill(columns) };
}

/** The lines of each of the four panels, in pixels of the image. */
function grids(svg: Node): [number, number][][][] {
  const [picture] = all(svg, 'image');
  const scale = Number(picture!.attributes.width) / 60;
  return all(svg, 'svg')
    .slice(1)
    .filter((clip) => clip.children.every((child) => child.name === 'polyline'))
    .map((clip) => {
      const { x, y } = numbers(clip, 'x', 'y');
      return clip.children.map((line) =>
        pointsOf(line).map(([atX, atY]): [number, number] => [(atX - x) / scale, (atY - y) / scale]),
      );
    });
}

describe('augmentationFigure', () => {
  test('four pictures; without a field no grid', () => {
    const after = { image: randomImage(40, 60, 1, 3), label: classes(...Array(40).fill(Array(60).fill(1))) };
    const svg = parseSvg(augmentationFigure({ before: sample, after }));
    expect(all(svg, 'polyline').length).toBe(0);
    const pictures = all(svg, 'image').map(pixelsOf);
    expect(pictures.length).toBe(4);
    const grey = (value: number): number[] => Array(3).fill(Math.round(value * 255));
    expect(pictures[0]!.at(0, 0)).toEqual(grey(sample.image.data[0]!));
    expect(pictures[2]!.at(0, 0)).toEqual(grey(after.image.data[0]!));
    expect(pictures[1]!.at(0, 0)).toEqual(sample.label.data[0] === 0 ? [0, 0, 0] : [255, 255, 255]);
    expect(pictures[3]!.at(0, 0)).toEqual([255, 255, 255]);
    expect(texts(svg)).toEqual(['Augmentation', 'image before', 'label before', 'image after', 'label after']);
  });

  test('the grid is straight before, and about the centre', () => {
    const svg = parseSvg(
      augmentationFigure({
        before: sample,
        after: sample,
        field: field(
          () => 0,
          () => 0,
        ),
        gridSpacing: 10,
      }),
    );
    const [before, beforeLabel, after, afterLabel] = grids(svg);
    // 6 upright lines at 5, 15, ..., 55 and 4 level ones at 5, ..., 35.
    expect(before!.length).toBe(10);
    before!.slice(0, 6).forEach((line, index) => {
      for (const [x] of line) expect(x).toBeCloseTo(5 + 10 * index, 1);
    });
    before!.slice(6).forEach((line, index) => {
      for (const [, y] of line) expect(y).toBeCloseTo(5 + 10 * index, 1);
    });
    for (const other of [beforeLabel, after, afterLabel]) {
      expectAllClose(other!.flat(2), before!.flat(2), { absolute: 0.01 });
    }
  });

  test('a field that samples to the right and below moves the grid to the left and up', () => {
    const moved = parseSvg(
      augmentationFigure({
        before: sample,
        after: sample,
        field: field(
          () => 2,
          () => 3,
        ),
        gridSpacing: 10,
      }),
    );
    const [, , after] = grids(moved);
    // Lines from outside come in: upright 2 to 62 less those that left, level 3 to 43.
    const upright = after!.filter((line) => Math.abs(line[0]![0] - line[1]![0]) < 0.01).map((line) => line[0]![0]);
    const level = after!.filter((line) => Math.abs(line[0]![1] - line[1]![1]) < 0.01).map((line) => line[0]![1]);
    expectAllClose(upright, [2, 12, 22, 32, 42, 52], { absolute: 0.02 });
    expectAllClose(level, [3, 13, 23, 33], { absolute: 0.02 });
  });

  test('each point of the deformed grid samples the point that it came from', () => {
    const rows = (row: number, column: number): number => 3 * Math.sin(column / 9) + row / 40;
    const columns = (row: number, column: number): number => 2 * Math.cos(row / 7) - column / 50;
    const svg = parseSvg(
      augmentationFigure({ before: sample, after: sample, field: field(rows, columns), gridSpacing: 10 }),
    );
    const [before, , after] = grids(svg);
    const upright = after!.find((line) => Math.abs(line[0]![0] - line.at(-1)![0]) < 10)!;
    let checked = 0;
    for (const [x, y] of upright) {
      if (x < 2 || x > 58 || y < 2 || y > 38) continue;
      // Where pixel centres lie at halves, the field's (r, c) belongs to position (r + 0.5, c + 0.5).
      const sourceX = x + columns(y - 0.5, x - 0.5);
      const [line] = [...before!].sort((a, b) => Math.abs(a[0]![0] - sourceX) - Math.abs(b[0]![0] - sourceX));
      expect(sourceX).toBeCloseTo(line![0]![0], 1);
      checked++;
    }
    expect(checked).toBeGreaterThan(5);
    const level = after!.at(-2)!;
    for (const [x, y] of level) {
      if (x < 2 || x > 58 || y < 2 || y > 38) continue;
      const sourceY = y + rows(y - 0.5, x - 0.5);
      expect(Math.abs(((sourceY + 105) % 10) - 0)).toSatisfy((rest: number) => Math.min(rest, 10 - rest) < 0.06);
    }
  });

  test('a smaller label lies about the centre, and its square on the image', () => {
    const small = { ...sample, label: randomLabel(20, 20, 2, 5) };
    const svg = parseSvg(augmentationFigure({ before: small, after: small }));
    const [picture, label] = all(svg, 'image').map((image) => numbers(image, 'x', 'y', 'width', 'height'));
    const scale = picture!.width / 60;
    expectAllClose([label!.width, label!.height, label!.x], [20 * scale, 20 * scale, picture!.x + 20 * scale], {
      absolute: 0.02,
    });
    const squares = all(svg, 'rect').filter((rect) => rect.attributes['stroke-dasharray'] !== undefined);
    expect(squares.length).toBe(2);
    const square = numbers(squares[0]!, 'x', 'y', 'width', 'height');
    expectAllClose(
      [square.x, square.y, square.width, square.height],
      [picture!.x + 20 * scale, picture!.y + 10 * scale, 20 * scale, 20 * scale],
      { absolute: 0.02 },
    );
  });

  test('says what is wrong with an option', () => {
    const zero = field(
      () => 0,
      () => 0,
    );
    const draw = (options: Partial<AugmentationFigureArrays>) => () =>
      augmentationFigure({ before: sample, after: sample, field: zero, ...options });
    expect(draw({ after: { ...sample, image: randomImage(40, 61, 1, 1) } })).toThrow(
      new RangeError('augmentationFigure: after.image must have the size of the image before, 40 x 60, got 40 x 61'),
    );
    expect(draw({ after: { ...sample, label: randomLabel(2, 2, 2, 1) } })).toThrow(
      new RangeError('augmentationFigure: after.label must have the size of the label before, 40 x 60, got 2 x 2'),
    );
    expect(draw({ before: { ...sample, label: randomLabel(41, 60, 2, 1) } })).toThrow(
      new RangeError('augmentationFigure: before.label must not be larger than the image, 40 x 60, got 41 x 60'),
    );
    expect(draw({ before: undefined as never })).toThrow(
      new TypeError('augmentationFigure: before must be { image, label }, got undefined'),
    );
    expect(draw({ gridSpacing: 1 })).toThrow(
      new RangeError('augmentationFigure: gridSpacing must be a number of pixels >= 2, got 1'),
    );
    expect(draw({ grid: 5 } as object)).toThrow(
      new TypeError(
        'augmentationFigure: options.grid is not an option, only before, after, field, gridSpacing, title, width',
      ),
    );
    expect(draw({ field: 5 as never })).toThrow(
      new TypeError('augmentationFigure: field must be { height, width, rows, columns }, got 5'),
    );
    expect(draw({ field: { ...zero, width: 59 } })).toThrow(
      new RangeError('augmentationFigure: field must have the size of the image before, 40 x 60, got 40 x 59'),
    );
    expect(draw({ field: { ...zero, rows: new Float32Array(3) } })).toThrow(
      new TypeError('augmentationFigure: field.rows must be a Float32Array(2400), got Float32Array(3)'),
    );
  });
});
