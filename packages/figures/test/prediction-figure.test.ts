import { type PredictionFigureArrays, type PredictionRowArrays, predictionFigure } from '@unet/figures/arrays';
import { randomImage } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { all, numbers, parseSvg, pixelsOf, texts } from './parse-svg.ts';
import { classes, grey } from './samples.ts';

const row: PredictionRowArrays = {
  name: 'slice 26',
  image: grey([0.2, 0.4], [0.6, 0.8]),
  // Numbered cells: all but 0 is foreground.
  truth: classes([0, 5], [2, 0]),
  probability: grey([0, 1], [0.3, 0.6]),
  scores: { 'V-Rand': 0.97276, note: 'fold 1', 'pixel error': Number.NaN },
};

describe('predictionFigure', () => {
  test('input, truth, probability and the four outcomes', () => {
    const svg = parseSvg(predictionFigure({ rows: [row] }));
    const pictures = all(svg, 'image').map(pixelsOf);
    // One row of four, then the colour bar.
    expect(pictures.length).toBe(5);
    const corners = pictures.slice(0, 4).map(({ width, at }) => {
      const far = width - 1;
      return [at(0, 0), at(0, far), at(far, 0), at(far, far)];
    });
    const [black, white] = [
      [0, 0, 0],
      [255, 255, 255],
    ];
    expect(corners[0]).toEqual([51, 102, 153, 204].map((value) => [value, value, value]));
    expect(corners[1]).toEqual([black, white, white, black]);
    // Viridis at 0, 1, 0.3 and 0.6: entries 0, 255, 76 and 153 of matplotlib's table.
    expect(corners[2]).toEqual([
      [68, 1, 84],
      [253, 231, 37],
      [53, 95, 141],
      [34, 168, 132],
    ]);
    // Right background, right foreground, missed, false.
    expect(corners[3]).toEqual([black, white, [86, 180, 233], [213, 94, 0]]);
    const legend = all(svg, 'rect').map((rect) => rect.attributes.fill);
    expect(legend).toEqual(expect.arrayContaining(['#d55e00', '#56b4e9']));
  });

  test('a pixel at the threshold itself is background, and thresholds are not rounded to float32', () => {
    const errorsAt = (threshold: number, low: number, high: number) => {
      const rows = [{ ...row, probability: grey([low, high], [low, low]) }];
      return all(parseSvg(predictionFigure({ rows, threshold })), 'image').map(pixelsOf)[3];
    };
    const errors = errorsAt(0.5, 0.5, 0.51);
    const far = errors!.width - 1;
    // Float32 0.1 is above the double 0.1, as for @unet/metrics.
    expect(errorsAt(0.1, 0.1, 0.11)!.at(0, 0)).toEqual([213, 94, 0]);
    expect(errors!.at(0, 0)).toEqual([0, 0, 0]);
    expect(errors!.at(0, far)).toEqual([255, 255, 255]);
    expect(errors!.at(far, 0)).toEqual([86, 180, 233]);
  });

  test('names, scores and headings', () => {
    const svg = parseSvg(predictionFigure({ rows: [row, { ...row, name: 'slice 27', scores: {} }], threshold: 0.35 }));
    expect(texts(svg)).toEqual(
      expect.arrayContaining(['slice 26', 'slice 27', 'V-Rand 0.9728', 'note fold 1', 'pixel error NaN']),
    );
    expect(texts(svg)).toEqual(
      expect.arrayContaining([
        'input',
        'truth',
        'probability',
        'prediction > 0.35',
        'false foreground',
        'missed foreground',
      ]),
    );
    const boxes = all(svg, 'image').map((image) => numbers(image, 'x', 'y', 'width', 'height'));
    expect(boxes.length).toBe(9);
    expect(boxes[4]!.y).toBeGreaterThan(boxes[0]!.y + boxes[0]!.height);
    expect(boxes.slice(0, 4).map((box) => box.x)).toEqual(boxes.slice(4, 8).map((box) => box.x));
  });

  test.each([1000, 400])('without a name no name is drawn, at a width of %i', (width) => {
    const { name: _, scores, ...nameless } = row;
    const drawn = (one: PredictionRowArrays) => {
      const svg = parseSvg(predictionFigure({ rows: [one], width }));
      return { svg, words: texts(svg), picture: numbers(all(svg, 'image')[0]!, 'x', 'y', 'width') };
    };
    const named = drawn({ ...nameless, name: 'slice 26' });
    const bare = drawn({ ...nameless, name: undefined });
    expect(bare.words).toEqual(named.words.filter((word) => word !== 'slice 26'));
    // The pictures take the room, on the left or above.
    const side = width === 1000 ? 'x' : 'y';
    expect(bare.picture[side]).toBeLessThan(named.picture[side]);
    expect(bare.picture.width).toBeGreaterThanOrEqual(named.picture.width);
    const [left, right] = [bare.picture.x, numbers(all(bare.svg, 'image')[width === 1000 ? 3 : 1]!, 'x', 'width')];
    expect(right.x + right.width).toBeCloseTo(width - left, 6);
    const scored = drawn({ ...nameless, scores: { 'V-Rand': 0.97276 } });
    expect(scored.words.filter((word) => !bare.words.includes(word))).toEqual(['V-Rand 0.9728']);
  });

  test.each([1000, 400])('without inputs there are three pictures, at a width of %i', (width) => {
    const { image: _, ...bare } = row;
    const svg = parseSvg(predictionFigure({ rows: [bare], width }));
    const whole = parseSvg(predictionFigure({ rows: [row], width }));
    // The colour bar is wider, and has more ticks.
    const words = (of: typeof svg): string[] => texts(of).filter((word) => !/^[\d.]+$/.test(word));
    expect(words(svg)).toEqual(words(whole).filter((word) => word !== 'input'));
    const [pictures, all4] = [svg, whole].map((one) => all(one, 'image').map(pixelsOf));
    // The colour bar comes last.
    expect(pictures!.length).toBe(4);
    const corners = (picture: ReturnType<typeof pixelsOf>): unknown =>
      [0, picture.width - 1].map((at) => picture.at(at, at));
    expect(pictures!.slice(0, 3).map(corners)).toEqual(all4!.slice(1, 4).map(corners));
    const boxes = all(svg, 'image')
      .slice(0, 3)
      .map((one) => numbers(one, 'x', 'width'));
    const rightmost = Math.max(...boxes.map(({ x, width: wide }) => x + wide));
    const wholeBoxes = all(whole, 'image')
      .slice(0, 4)
      .map((one) => numbers(one, 'x', 'width'));
    // They take the room of the fourth.
    expect(rightmost).toBeCloseTo(Math.max(...wholeBoxes.map(({ x, width: wide }) => x + wide)), 6);
    const rows = [bare, row];
    expect(() => predictionFigure({ rows, width })).toThrow(
      new RangeError('predictionFigure: rows must all have an image or none, got rows[0] and rows[1]'),
    );
    expect(() => predictionFigure({ rows: [{ ...bare, probability: grey([1]) }] })).toThrow(
      new RangeError('predictionFigure: rows[0].probability must have the size of the truth, 2 x 2, got 1 x 1'),
    );
  });

  test('says what is wrong with an option', () => {
    const draw = (change: Partial<PredictionRowArrays>) => () =>
      predictionFigure({ rows: [row, { ...row, ...change }] });
    expect(() => predictionFigure({ rows: [] })).toThrow(
      new RangeError('predictionFigure: rows must be a list of at least one row, got Array(0)'),
    );
    expect(() => predictionFigure({ rows: [row], threshold: 2 })).toThrow(
      new RangeError('predictionFigure: threshold must be a number from 0 to 1, got 2'),
    );
    expect(draw({ name: 3 as unknown as string })).toThrow(
      new TypeError('predictionFigure: rows[1].name must be a string, got 3'),
    );
    expect(draw({ truth: classes([1]) })).toThrow(
      new RangeError('predictionFigure: rows[1].truth must have the size of the image, 2 x 2, got 1 x 1'),
    );
    expect(draw({ probability: grey([1]) })).toThrow(
      new RangeError('predictionFigure: rows[1].probability must have the size of the image, 2 x 2, got 1 x 1'),
    );
    // What segment gives of two classes.
    expect(draw({ probability: randomImage(2, 2, 2, 1) })).toThrow(
      new RangeError(
        'predictionFigure: rows[1].probability must have 1 channel (take one class with classProbability of @unet/model), got 2',
      ),
    );
    expect(() => predictionFigure({ rows: [row, undefined as never] })).toThrow(
      new TypeError('predictionFigure: rows[1] must be { image, truth, probability }, got undefined'),
    );
    expect(() => predictionFigure({ row } as unknown as PredictionFigureArrays)).toThrow(
      new TypeError('predictionFigure: options.row is not an option, only rows, threshold, title, width'),
    );
  });
});
