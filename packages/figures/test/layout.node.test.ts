import {
  augmentationFigure,
  lossFigure,
  overlayFigure,
  predictionFigure,
  thresholdFigure,
  tileFigure,
  weightMapFigure,
} from '@unet/figures/arrays';
import { planTiles } from '@unet/tiling/arrays';
import { randomImage, randomLabel } from '@unet-internal/testing';
import { assert, constantFrom, double, integer, property, record } from 'fast-check';
import { describe, test, vi } from 'vitest';
import { textWidth } from '../src/svg/text-width.ts';
import { all, type Node, numbers, parseSvg } from './parse-svg.ts';

// Nine tenths of the time would go into pixels, which have no part in a layout.
vi.mock('../src/raster/png-uri.ts', () => ({ pngUri: () => 'data:,' }));

interface Extent {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The rectangle that a text covers: 0.74 of its size above the baseline, 0.21 below. */
function extentOf(node: Node): Extent {
  const { x, y, 'font-size': size } = numbers(node, 'x', 'y', 'font-size');
  const width = textWidth(node.text, size, node.attributes['font-weight'] === '700');
  const anchor = node.attributes['text-anchor'];
  const start = anchor === 'middle' ? -width / 2 : anchor === 'end' ? -width : 0;
  const [along, up, down] = [[start, start + width], -0.74 * size, 0.21 * size] as const;
  const rotation = /^rotate\((-?90) /.exec(node.attributes.transform ?? '')?.[1];
  if (rotation === undefined) {
    return { text: node.text, left: x + along[0]!, right: x + along[1]!, top: y + up, bottom: y + down };
  }
  // Clockwise by 90 degrees "along" points down and "up" to the right.
  const sign = rotation === '90' ? 1 : -1;
  const ends = along.map((at) => y + sign * at);
  const sides = [x - sign * up, x - sign * down];
  return {
    text: node.text,
    left: Math.min(...sides),
    right: Math.max(...sides),
    top: Math.min(...ends),
    bottom: Math.max(...ends),
  };
}

/** Throws if a text leaves the figure or covers another, or a picture does. */
function checkLayout(text: string): void {
  const svg = parseSvg(text);
  const { width, height } = numbers(svg, 'width', 'height');
  const extents = all(svg, 'text').map(extentOf);
  const pictures = all(svg, 'image').map((image) => {
    const { x, y, width, height } = numbers(image, 'x', 'y', 'width', 'height');
    return { text: '(picture)', left: x, right: x + width, top: y, bottom: y + height };
  });
  const things = [...extents, ...pictures];
  things.forEach((thing, index) => {
    if (thing.left < 0 || thing.right > width || thing.top < 0 || thing.bottom > height) {
      throw new Error(`clipped: ${JSON.stringify(thing)} in ${width} x ${height}`);
    }
    for (const other of things.slice(index + 1)) {
      const across = Math.min(thing.right, other.right) - Math.max(thing.left, other.left);
      const down = Math.min(thing.bottom, other.bottom) - Math.max(thing.top, other.top);
      if (across > 0.01 && down > 0.01)
        throw new Error(`overlap: ${JSON.stringify(thing)} and ${JSON.stringify(other)}`);
    }
  });
}

const width = integer({ min: 320, max: 1600 });
const side = integer({ min: 1, max: 60 });
const title = constantFrom(
  'Loss',
  'A title that is much too long for any figure, however wide it may be drawn '.repeat(4),
);
const runs = { numRuns: 15 };

describe('no text is cut off and none covers another', () => {
  test('the last label of a long axis, in a figure for a phone', () => {
    const losses = new Float32Array(1e6).fill(1);
    checkLayout(lossFigure({ losses, width: 320 }));
    const plan = planTiles({ height: 60, width: 12_000, outputSize: { height: 60, width: 12_000 } });
    const image = { height: 60, width: 12_000, channels: 1, data: new Float32Array(60 * 12_000) };
    checkLayout(tileFigure({ image, plan, width: 320 }));
  });

  test('lossFigure', () => {
    const options = record({
      width,
      title,
      height: integer({ min: 320, max: 800 }),
      steps: integer({ min: 1, max: 3000 }),
      level: double({ min: -12, max: 12, noNaN: true }),
      range: double({ min: 0, max: 9, noNaN: true }),
    });
    assert(
      property(options, constantFrom(true, false), ({ steps, level, range, ...rest }, logarithmic) => {
        const losses = Array.from({ length: steps }, (_, step) => 10 ** (level - (range * step) / steps));
        const learningRate = { steps: [1, steps], values: [losses[0]!, losses.at(-1)!] };
        const validation = { name: 'a name of some length for the legend', steps: [steps], values: [losses[0]!] };
        checkLayout(lossFigure({ losses, stepsPerEpoch: 7, learningRate, validation, logarithmic, ...rest }));
      }),
      runs,
    );
  });

  test('thresholdFigure', () => {
    assert(
      property(record({ width, title }), integer({ min: 1, max: 9 }), (options, count) => {
        const series = Array.from({ length: count }, (_, index) => ({
          name: `score ${index} ${'x'.repeat(index * 12)}`,
          values: [0.1, -0.123456, index],
          best: 'highest' as const,
        }));
        checkLayout(thresholdFigure({ thresholds: [0, 0.123456789, 1], series, ...options }));
      }),
      runs,
    );
  });

  test('tileFigure', () => {
    const options = record({
      height: side,
      width: side,
      outputSize: side,
      margin: integer({ min: 0, max: 70 }),
      align: integer({ min: 1, max: 16 }),
    });
    assert(
      property(options, record({ width, title }), (plan, rest) => {
        const image = randomImage(plan.height, plan.width, 1, 1);
        checkLayout(tileFigure({ image, plan: planTiles(plan), ...rest }));
      }),
      runs,
    );
  });

  test('augmentationFigure', () => {
    assert(
      property(record({ height: side, width: side }), record({ width, title }), (size, rest) => {
        const sample = {
          image: randomImage(size.height, size.width, 1, 1),
          label: randomLabel(size.height, size.width, 2, 1),
        };
        checkLayout(augmentationFigure({ before: sample, after: sample, ...rest }));
      }),
      runs,
    );
  });

  test('overlayFigure', () => {
    const options = record({ height: side, width: side, classes: integer({ min: 1, max: 12 }) });
    assert(
      property(options, record({ width, title }), ({ height, width, classes }, rest) => {
        const label = randomLabel(height, width, classes, 1);
        checkLayout(overlayFigure({ image: randomImage(height, width, 1, 1), label, ...rest }));
      }),
      runs,
    );
  });

  test('weightMapFigure', () => {
    const options = record({
      height: side,
      width: side,
      classes: integer({ min: 1, max: 12 }),
      power: integer({ min: -6, max: 6 }),
    });
    assert(
      property(options, record({ width, title }), ({ height, width, classes, power }, rest) => {
        const weight = { height, width, data: new Float32Array(height * width).fill(10 ** power) };
        const label = randomLabel(height, width, classes, 1);
        checkLayout(weightMapFigure({ label, classBalance: weight, weight, ...rest }));
      }),
      runs,
    );
  });

  test('predictionFigure', () => {
    const options = record({
      height: side,
      width: side,
      rows: integer({ min: 1, max: 3 }),
      scores: integer({ min: 0, max: 6 }),
    });
    assert(
      property(options, record({ width, title, threshold: constantFrom(0, 0.5, 0.123456) }), (size, rest) => {
        const rows = Array.from({ length: size.rows }, (_, row) => ({
          name: 'slice '.repeat(1 + 9 * row),
          image: randomImage(size.height, size.width, 1, 1),
          truth: randomLabel(size.height, size.width, 2, 1),
          probability: randomImage(size.height, size.width, 1, 2),
          scores: Object.fromEntries(Array.from({ length: size.scores }, (_, index) => [`score ${index}`, index])),
        }));
        checkLayout(predictionFigure({ rows, ...rest }));
      }),
      runs,
    );
  });
});
