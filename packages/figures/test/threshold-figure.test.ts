import { type ThresholdFigure, thresholdFigure } from '@unet/figures/arrays';
import { expectAllClose } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { all, numbers, parseSvg, pointsOf, texts } from './parse-svg.ts';

describe('thresholdFigure', () => {
  test('lines, dots and rings stand at their values', () => {
    const svg = parseSvg(
      thresholdFigure({
        thresholds: [0, 0.5, 1],
        series: [
          { name: 'V-Rand', values: [0.25, 0.75, 0.5], best: 'highest' },
          { name: 'pixel error', values: [0.5, 0.25, 0], best: 'lowest' },
          { name: 'plain', values: [0, 0, 0] },
        ],
        domain: [0, 1],
        scoreName: 'score or error',
      }),
    );
    const frame = all(svg, 'rect').find((rect) => rect.attributes.fill === 'none')!;
    const { x, y, width, height } = numbers(frame, 'x', 'y', 'width', 'height');
    // A fiftieth of air on both sides.
    const at = (threshold: number, score: number): number[] => [
      x + (width * (threshold + 0.02)) / 1.04,
      y + height * (1 - score),
    ];
    const lines = all(svg, 'polyline').map((line) => pointsOf(line).flat());
    expect(lines.length).toBe(3);
    expectAllClose(lines[0]!, [...at(0, 0.25), ...at(0.5, 0.75), ...at(1, 0.5)], { absolute: 0.02 });
    expectAllClose(lines[1]!, [...at(0, 0.5), ...at(0.5, 0.25), ...at(1, 0)], { absolute: 0.02 });
    const rings = all(svg, 'circle').filter((circle) => circle.attributes.fill === 'none');
    expectAllClose(
      rings.flatMap((ring) => [Number(ring.attributes.cx), Number(ring.attributes.cy)]),
      [...at(0.5, 0.75), ...at(1, 0)],
      { absolute: 0.02 },
    );
    // 9 points and 3 marks in the legend have a dot.
    expect(all(svg, 'circle').length - rings.length).toBe(9 + 3);
    expect(texts(svg)).toEqual(
      expect.arrayContaining([
        'V-Rand (highest 0.75 at 0.5)',
        'pixel error (lowest 0 at 1)',
        'plain',
        'score or error',
      ]),
    );
  });

  test('scores that are missing leave a gap and are never best', () => {
    const values = [Number.NaN, 0.5, 0.6, Number.NaN, 0.4];
    const svg = parseSvg(
      thresholdFigure({ thresholds: [0.1, 0.2, 0.3, 0.4, 0.5], series: [{ name: 's', values, best: 'highest' }] }),
    );
    expect(all(svg, 'polyline').map((line) => pointsOf(line).length)).toEqual([2]);
    expect(texts(svg)).toContain('s (highest 0.6 at 0.3)');
  });

  test('the domain is that of the values by default, with air', () => {
    const svg = parseSvg(thresholdFigure({ thresholds: [0, 1], series: [{ name: 's', values: [0.9, 1] }] }));
    const { y, height } = numbers(all(svg, 'rect').find((rect) => rect.attributes.fill === 'none')!, 'y', 'height');
    const ends = pointsOf(all(svg, 'polyline')[0]!).map(([, at]) => (at - y) / height);
    expectAllClose(ends, [1.06 / 1.12, 0.06 / 1.12], { absolute: 1e-4 });
    const flat = parseSvg(thresholdFigure({ thresholds: [0, 1], series: [{ name: 's', values: [0.5, 0.5] }] }));
    expect(pointsOf(all(flat, 'polyline')[0]!)[0]![1]).toBeCloseTo(y + height / 2, 1);
  });

  test('says what is wrong with an option', () => {
    const series = [{ name: 's', values: [1, 2] }];
    const draw = (options: Partial<ThresholdFigure>) => () =>
      thresholdFigure({ thresholds: [0, 1], series, ...options });
    expect(draw({ thresholds: [0] })).toThrow(new RangeError('thresholdFigure: thresholds must be at least 2, got 1'));
    expect(draw({ thresholds: [1, 1] })).toThrow(
      new RangeError('thresholdFigure: thresholds must rise, got 1 after 1'),
    );
    expect(draw({ series: [{ name: 's', values: [1] }] })).toThrow(
      new RangeError('thresholdFigure: series "s" must have 2 values, got 1'),
    );
    expect(draw({ series: [{ name: 's', values: [Number.NaN, Number.NaN] }] })).toThrow(
      new RangeError('thresholdFigure: series must have a finite value, got none'),
    );
    expect(draw({ domain: [1, 1] })).toThrow(new RangeError('thresholdFigure: domain must rise, got 1 to 1'));
    expect(draw({ domain: 1 as never })).toThrow(
      new TypeError('thresholdFigure: domain must be [lowest, highest], got 1'),
    );
    expect(draw({ series: [] })).toThrow(
      new RangeError('thresholdFigure: series must be a list of at least one series, got Array(0)'),
    );
    expect(draw({ series: [{ name: 's', values: [1, 1], best: 'largest' as never }] })).toThrow(
      new RangeError('thresholdFigure: series[0].best must be "highest" or "lowest", got "largest"'),
    );
    expect(draw({ series: [{ name: 's', values: [1, 1], bests: 'lowest' } as never] })).toThrow(
      new TypeError('thresholdFigure: series[0].bests is not an option, only name, values, best'),
    );
    expect(draw({ threshold: [0, 1] } as object)).toThrow(
      new TypeError(
        'thresholdFigure: options.threshold is not an option, only thresholds, series, scoreName, domain, height, title, width',
      ),
    );
    expect(draw({ thresholds: undefined as never })).toThrow(
      new TypeError('thresholdFigure: thresholds must be a list of numbers, got undefined'),
    );
    expect(draw({ height: 10 })).toThrow(
      new RangeError('thresholdFigure: height must be a number of pixels >= 320, got 10'),
    );
  });
});
