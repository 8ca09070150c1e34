import { type LossFigure, lossFigure } from '@unet/figures/arrays';
import { expectAllClose } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { all, type Node, numbers, parseSvg, pointsOf, texts } from './parse-svg.ts';

/** The frame of the plot: the only rectangle that is not filled. */
function frameOf(svg: Node) {
  const frames = all(svg, 'rect').filter((rect) => rect.attributes.fill === 'none');
  expect(frames.length).toBe(1);
  return numbers(frames[0]!, 'x', 'y', 'width', 'height');
}

/** Turns shares of the frame, (0, 0) at its bottom left, into pixels. */
function placed(svg: Node, ...shares: [number, number][]): number[] {
  const { x, y, width, height } = frameOf(svg);
  return shares.flatMap(([right, up]) => [x + right * width, y + (1 - up) * height]);
}

/** The plot itself: the legend has dots too. */
const plotOf = (svg: Node): Node => all(svg, 'svg')[1]!;

const dotsOf = (svg: Node): number[] =>
  all(plotOf(svg), 'circle').flatMap((dot) => [Number(dot.attributes.cx), Number(dot.attributes.cy)]);

describe('lossFigure', () => {
  test('steps count from 1, the axes from 0, an epoch stands at the middle of its steps', () => {
    const svg = parseSvg(lossFigure({ losses: [1, 0.5, 0.25, 0.75, 0.5], stepsPerEpoch: 2 }));
    const [steps, means] = all(svg, 'polyline');
    // x from 0 to 5 and a hundredth, y from 0 to 1 and a twentieth.
    const at = (step: number, loss: number): [number, number] => [step / 5.05, loss / 1.05];
    const expectedSteps = placed(svg, at(1, 1), at(2, 0.5), at(3, 0.25), at(4, 0.75), at(5, 0.5));
    expectAllClose(pointsOf(steps!).flat(), expectedSteps, { absolute: 0.02 });
    const expectedMeans = placed(svg, at(1.5, 0.75), at(3.5, 0.5), at(5, 0.5));
    expectAllClose(pointsOf(means!).flat(), expectedMeans, { absolute: 0.02 });
    expectAllClose(dotsOf(svg), expectedMeans, { absolute: 0.02 });
    expect(texts(svg)).toEqual(
      expect.arrayContaining(['Training loss', 'loss of each step', 'mean per epoch (2 steps)', 'training step']),
    );
    expect(texts(svg)).toEqual(expect.arrayContaining(['loss (nats per pixel)', '0.0', '0.2', '1.0', '5']));
  });

  test('ticks stand at their values', () => {
    const svg = parseSvg(lossFigure({ losses: [1, 0.5] }));
    const label = all(svg, 'text').find(({ text }) => text === '0.8')!;
    const [, y] = placed(svg, [0, 0.8 / 1.05]);
    // The baseline is 0.36 of the size below the middle of a digit.
    expect(Number(label.attributes.y)).toBeCloseTo(y! + 0.36 * 12, 1);
    const { x, width } = frameOf(svg);
    const level = all(svg, 'line').filter(
      (line) => Number(line.attributes.x1) === x && Number(line.attributes.x2) === x + width,
    );
    expect(level.map((line) => Number(line.attributes.y1)).some((at) => Math.abs(at - y!) < 0.02)).toBe(true);
  });

  test('steps are whole', () => {
    const svg = parseSvg(lossFigure({ losses: [1, 0.5, 0.5] }));
    const below = all(svg, 'text').filter(({ attributes }) => attributes['text-anchor'] === 'middle');
    expect(below.map(({ text }) => text)).toEqual(['0', '1', '2', '3', 'training step', 'loss (nats per pixel)']);
  });

  test('a loss that is not finite leaves a gap, and counts in no mean', () => {
    const losses = [1, 0.5, Number.NaN, 0.5, Number.POSITIVE_INFINITY, 1, 0.5, 0.5];
    const svg = parseSvg(lossFigure({ losses, stepsPerEpoch: 4 }));
    const lines = all(svg, 'polyline').map((line) => pointsOf(line).length);
    // Steps 1 and 2; 6 to 8; both means. Step 4 alone is a dot.
    expect(lines).toEqual([2, 3, 2]);
    expect(all(plotOf(svg), 'circle').length).toBe(1 + 2);
    const means = pointsOf(all(svg, 'polyline')[2]!).flat();
    const at = (step: number, loss: number): [number, number] => [step / 8.08, loss / 1.05];
    expectAllClose(means, placed(svg, at(2.5, 2 / 3), at(6.5, 2 / 3)), { absolute: 0.02 });
  });

  test('logarithmic', () => {
    const svg = parseSvg(lossFigure({ losses: [100, 1, 0, 10], logarithmic: true }));
    const [line] = all(svg, 'polyline');
    // From 1 to 100 with a twentieth of that height above and below; 0 has no logarithm.
    const up = (loss: number): number => (Math.log10(loss) / 2 + 0.05) / 1.1;
    expectAllClose(pointsOf(line!).flat(), placed(svg, [1 / 4.04, up(100)], [2 / 4.04, up(1)]), { absolute: 0.02 });
    expectAllClose(dotsOf(svg), placed(svg, [4 / 4.04, up(10)]), { absolute: 0.02 });
    expect(texts(svg)).toEqual(expect.arrayContaining(['1', '10', '100']));
  });

  test('a logarithmic axis names powers of ten', () => {
    const losses = Array.from({ length: 60 }, (_, step) => 10 ** (-step / 6));
    const svg = parseSvg(lossFigure({ losses, logarithmic: true }));
    expect(texts(svg)).toEqual(expect.arrayContaining(['10⁻⁸', '10⁻⁶', '0.01', '1']));
  });

  test('validation on the same axis, the learning rate on its own', () => {
    const svg = parseSvg(
      lossFigure({
        losses: [1, 1, 1, 1],
        validation: { name: 'held out', steps: [2, 4], values: [2, 1] },
        learningRate: { steps: [1, 4], values: [1e-3, 1e-5] },
        lossName: 'cross entropy',
      }),
    );
    const [, validation, rate] = all(svg, 'polyline');
    const right = (step: number): number => step / 4.04;
    expectAllClose(pointsOf(validation!).flat(), placed(svg, [right(2), 2 / 2.1], [right(4), 1 / 2.1]), {
      absolute: 0.02,
    });
    expectAllClose(pointsOf(rate!).flat(), placed(svg, [right(1), 1.05 / 1.1], [right(4), 0.05 / 1.1]), {
      absolute: 0.02,
    });
    const names = texts(svg);
    expect(names).toEqual(expect.arrayContaining(['held out', 'cross entropy', '10⁻³', '10⁻⁴', '10⁻⁵']));
    // In the legend and beside the axis.
    expect(names.filter((name) => name === 'learning rate').length).toBe(2);
  });

  test('a long training stays small and keeps its spikes', () => {
    const losses = new Float32Array(200_000).fill(0.5);
    losses[123_456] = 7;
    losses[150_000] = Number.NaN;
    const text = lossFigure({ losses });
    expect(text.length).toBeLessThan(60_000);
    const svg = parseSvg(text);
    const highest = Math.min(...all(svg, 'polyline').flatMap((line) => pointsOf(line).map(([, y]) => y)));
    expect(highest).toBeCloseTo(placed(svg, [0, 7 / 7.35])[1]!, 1);
  });

  test('losses that never change have an axis', () => {
    for (const losses of [
      [0, 0, 0],
      [2, 2],
      [-1, -1],
    ]) {
      for (const [, y] of pointsOf(all(parseSvg(lossFigure({ losses })), 'polyline')[0]!)) expect(y).not.toBeNaN();
    }
    const svg = parseSvg(lossFigure({ losses: [3, 3], logarithmic: true }));
    const expected = placed(svg, [1 / 2.02, 0.5], [2 / 2.02, 0.5]);
    expectAllClose(pointsOf(all(svg, 'polyline')[0]!).flat(), expected, { absolute: 0.02 });
  });

  test('any text is escaped, and cut where it does not fit', () => {
    const title = `<a href="x">&amp;\u0001\ud800 ${'very '.repeat(60)}long`;
    const svg = parseSvg(lossFigure({ losses: [1, 2], title, lossName: '<loss> & "nats"' }));
    expect(all(svg, 'title')[0]!.text).toBe(title.replace('\u0001', '\ufffd').replace('\ud800', '\ufffd'));
    expect(texts(svg)[0]).toMatch(/^<a href="x">&amp;\ufffd\ufffd very .*…$/);
    expect(texts(svg)).toContain('<loss> & "nats"');
  });

  test('width and height, 1000 x 480 by default', () => {
    expect(numbers(parseSvg(lossFigure({ losses: [1] })), 'width', 'height')).toEqual({ width: 1000, height: 480 });
    const small = parseSvg(lossFigure({ losses: [1], width: 320, height: 320 }));
    expect(numbers(small, 'width', 'height')).toEqual({ width: 320, height: 320 });
    expect(small.attributes.viewBox).toBe('0 0 320 320');
  });

  test('says what is wrong with an option', () => {
    const draw = (options: Partial<LossFigure>) => () => lossFigure({ losses: [1, 2], ...options });
    expect(draw({ losses: [] })).toThrow(new RangeError('lossFigure: losses must have a finite value, got none'));
    expect(draw({ losses: [0, -1], logarithmic: true })).toThrow(
      new RangeError('lossFigure: losses must have a positive finite value, got none'),
    );
    expect(draw({ stepsPerEpoch: 0 })).toThrow(
      new RangeError('lossFigure: stepsPerEpoch must be a positive integer, got 0'),
    );
    expect(draw({ validation: { steps: [1], values: [] } })).toThrow(
      new RangeError('lossFigure: validation must have as many values as steps, got 0 for 1'),
    );
    expect(draw({ stepPerEpoch: 2 } as object)).toThrow(
      new TypeError(
        'lossFigure: options.stepPerEpoch is not an option, only losses, stepsPerEpoch, validation, learningRate, ' +
          'logarithmic, lossName, height, title, width',
      ),
    );
    expect(draw({ validation: { steps: [1], value: [1] } as never })).toThrow(
      new TypeError('lossFigure: validation.value is not an option, only name, steps, values'),
    );
    expect(draw({ validation: { steps: [1], values: undefined as never } })).toThrow(
      new TypeError('lossFigure: validation.values must be a list of numbers, got undefined'),
    );
    expect(draw({ losses: ['1'] as never })).toThrow(
      new TypeError('lossFigure: losses must be a list of numbers, got Array(1)'),
    );
    expect(draw({ losses: new DataView(new ArrayBuffer(8)) as never })).toThrow(
      new TypeError('lossFigure: losses must be a list of numbers, got DataView'),
    );
    expect(draw({ logarithmic: 'yes' as never })).toThrow(
      new TypeError('lossFigure: logarithmic must be true or false, got "yes"'),
    );
    expect(draw({ lossName: 5 as never })).toThrow(new TypeError('lossFigure: lossName must be a string, got 5'));
    expect(() => lossFigure(undefined as never)).toThrow(
      new TypeError('lossFigure: options must be an object, got undefined'),
    );
    expect(draw({ learningRate: { steps: [1], values: [0] } })).toThrow(
      new RangeError('lossFigure: learningRate must have a positive finite value, got none'),
    );
    expect(draw({ width: 319 })).toThrow(
      new RangeError('lossFigure: width must be a number of pixels >= 320, got 319'),
    );
    expect(draw({ height: Number.NaN })).toThrow(
      new RangeError('lossFigure: height must be a number of pixels >= 320, got NaN'),
    );
    expect(draw({ title: 3 as unknown as string })).toThrow(new TypeError('lossFigure: title must be a string, got 3'));
  });
});
