import { weightMapFigure } from '@unet/figures/arrays';
import { expectAllClose } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { all, numbers, parseSvg, pixelsOf, texts } from './parse-svg.ts';
import { classes, weights } from './samples.ts';

const label = classes([0, 1], [1, 1]);
const classBalance = weights([2, 1], [1, 1]);
const weight = weights([8, 4], [0, Number.NaN]);

describe('weightMapFigure', () => {
  test('label in black and white, weights in inferno from 0 to the largest', () => {
    const svg = parseSvg(weightMapFigure({ label, classBalance, weight }));
    const [labels, balance, balanceBar, map, mapBar] = all(svg, 'image').map(pixelsOf);
    const corner = labels!.width - 1;
    expect([labels!.at(0, 0), labels!.at(0, corner)]).toEqual([
      [0, 0, 0],
      [255, 255, 255],
    ]);
    // Inferno: entries 255, 128 and 0 of matplotlib's table, which d3-scale-chromatic has.
    const [top, middle, bottom] = [
      [252, 255, 164],
      [188, 55, 84],
      [0, 0, 4],
    ];
    expect([balance!.at(0, 0), balance!.at(0, corner)]).toEqual([top, middle]);
    expect([map!.at(0, 0), map!.at(0, corner), map!.at(corner, 0)]).toEqual([top, middle, bottom]);
    expect(map!.at(corner, corner)).toEqual([255, 0, 255]);
    for (const bar of [balanceBar!, mapBar!]) {
      expect([bar.at(0, 0), bar.at(127, 0), bar.at(255, 0)]).toEqual([top, middle, bottom]);
    }
  });

  test('ticks stand beside their colours', () => {
    const svg = parseSvg(weightMapFigure({ label, classBalance, weight }));
    const bar = numbers(all(svg, 'image')[4]!, 'x', 'y', 'width', 'height');
    const labels = all(svg, 'text').filter(
      ({ attributes }) => Number(attributes.x) > bar.x + bar.width && !attributes.transform,
    );
    const at = (name: string): number => Number(labels.find(({ text }) => text === name)!.attributes.y) - 0.36 * 12;
    expectAllClose([at('0'), at('4'), at('8')], [bar.y + bar.height, bar.y + bar.height / 2, bar.y], {
      absolute: 0.02,
    });
    expect(texts(svg)).toEqual(expect.arrayContaining(['label', 'class balance', 'weight map', 'class', 'weight']));
  });

  test('the three pictures have one size and stand side by side', () => {
    const wide = { height: 2, width: 2 };
    const svg = parseSvg(
      weightMapFigure({ label, classBalance, weight: { ...wide, data: Float32Array.of(1, 2, 3, 123456) } }),
    );
    const [a, , b] = all(svg, 'image').map((image) => numbers(image, 'x', 'y', 'width', 'height'));
    const [, balance, , map] = all(svg, 'image').map((image) => numbers(image, 'x', 'y', 'width', 'height'));
    expect([balance!.width, map!.width, map!.y]).toEqual([a!.width, a!.width, a!.y]);
    expect(b!.x).toBeGreaterThan(balance!.x + balance!.width);
  });

  test('several classes have a colour each; instances past ten have no bar', () => {
    const three = classes([0, 1, 2, 3]);
    const flat = weights([1, 1, 1, 1]);
    const svg = parseSvg(weightMapFigure({ label: three, classBalance: flat, weight: flat }));
    const picture = pixelsOf(all(svg, 'image')[0]!);
    const step = picture.width / 4;
    const colors = [0, 1, 2, 3].map((value) => picture.at(0, value * step));
    const fields = all(svg, 'rect')
      .map((rect) => rect.attributes.fill)
      .filter((fill) => fill!.startsWith('rgb'));
    expect(fields).toEqual(colors.map((color) => `rgb(${color.join(',')})`));
    expect(new Set(fields).size).toBe(4);
    const many = parseSvg(weightMapFigure({ label: classes([0, 1, 2, 12]), classBalance: flat, weight: flat }));
    expect(all(many, 'rect').filter((rect) => rect.attributes.fill!.startsWith('rgb'))).toEqual([]);
  });

  test('weights of 0 everywhere have a scale', () => {
    const zero = weights([0, 0], [0, 0]);
    const svg = parseSvg(weightMapFigure({ label, classBalance: zero, weight: zero }));
    expect(pixelsOf(all(svg, 'image')[1]!).at(0, 0)).toEqual([0, 0, 4]);
    expect(texts(svg)).toContain('1.0');
  });

  test('says what is wrong with an option', () => {
    expect(() => weightMapFigure({ label, classBalance: weights([1]), weight })).toThrow(
      new RangeError('weightMapFigure: classBalance must have the size of the label, 2 x 2, got 1 x 1'),
    );
    expect(() => weightMapFigure({ label, classBalance, weight: weights([1, 2]) })).toThrow(
      new RangeError('weightMapFigure: weight must have the size of the label, 2 x 2, got 1 x 2'),
    );
    expect(() => weightMapFigure({ label, classBalance, weight, sigma: 5 } as never)).toThrow(
      new TypeError('weightMapFigure: options.sigma is not an option, only label, classBalance, weight, title, width'),
    );
    expect(() => weightMapFigure({ label: classes([0, 1], [-1, 0]), classBalance, weight })).toThrow(
      new RangeError('weightMapFigure: label must hold classes >= 0, got -1 at row 1, column 0'),
    );
  });
});
