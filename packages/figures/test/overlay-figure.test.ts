import { overlayFigure } from '@unet/figures/arrays';
import { describe, expect, test } from 'vitest';
import { all, parseSvg, pixelsOf, texts } from './parse-svg.ts';
import { classes, grey } from './samples.ts';

const image = grey([0, 1], [0.4, 0.4]);
const label = classes([0, 0], [1, 2]);
// The narrowest: a picture of 1000 pixels takes ten times as long.
const width = 320;

/** The four pixels of the picture, whatever it was enlarged to. */
function corners(svg: string): number[][] {
  const { width, at } = pixelsOf(all(parseSvg(svg), 'image')[0]!);
  const far = width - 1;
  return [at(0, 0), at(0, far), at(far, 0), at(far, far)];
}

describe('overlayFigure', () => {
  test('shows two channels in magenta and green, of more the first three', () => {
    const of = (channels: number, ...values: number[]) => {
      const data = Float32Array.from({ length: 4 * channels }, (_, index) => values[index % channels]!);
      return corners(overlayFigure({ image: { height: 2, width: 2, channels, data }, label, width, opacity: 0 }))[0];
    };
    expect(of(2, 1, 0)).toEqual([255, 0, 255]);
    expect(of(2, 0, 0.2)).toEqual([0, 51, 0]);
    expect(of(4, 0.2, 0.4, 0.6, 1)).toEqual([51, 102, 153]);
  });

  test('colours classes, not the background, as strongly as it is told', () => {
    const [black, white] = [
      [0, 0, 0],
      [255, 255, 255],
    ];
    const dim = [102, 102, 102];
    expect(corners(overlayFigure({ image, label, width, opacity: 0 }))).toEqual([black, white, dim, dim]);
    // Blue #0072b2 and vermilion #d55e00 of Okabe and Ito.
    expect(corners(overlayFigure({ image, label, width, opacity: 1 }))).toEqual([
      black,
      white,
      [0, 114, 178],
      [213, 94, 0],
    ]);
    // 0.6 of 102 and 0.4 of the colour, the default.
    const mixed = [
      [61, 107, 132],
      [146, 99, 61],
    ];
    expect(corners(overlayFigure({ image, label, width })).slice(2)).toEqual(mixed);
  });

  test('names the classes while their colours differ', () => {
    const names = (value: number) =>
      texts(parseSvg(overlayFigure({ image, label: classes([0, 0], [0, value]), width, title: 'slice 7' })));
    expect(names(2)).toEqual(['slice 7', 'class 1', 'class 2']);
    expect(names(7)).toEqual(['slice 7']);
    expect(names(0)).toEqual(['slice 7']);
  });

  test('the seventh class has the colour of the first again', () => {
    const [, , first, seventh] = corners(overlayFigure({ image, label: classes([0, 0], [1, 7]), width, opacity: 1 }));
    expect(seventh).toEqual(first);
  });

  test('says what is wrong with an option', () => {
    expect(() => overlayFigure({ image, label, opacity: 1.1 })).toThrow(
      new RangeError('overlayFigure: opacity must be a number from 0 to 1, got 1.1'),
    );
    expect(() => overlayFigure({ image, label: classes([0]) })).toThrow(
      new RangeError('overlayFigure: label must have the size of the image, 2 x 2, got 1 x 1'),
    );
    expect(() => overlayFigure({ image, label, alpha: 1 } as never)).toThrow(
      new TypeError('overlayFigure: options.alpha is not an option, only image, label, opacity, title, width'),
    );
    expect(() => overlayFigure({ image, label: classes([0, 0], [0, -1]) })).toThrow(
      new RangeError('overlayFigure: label must hold classes >= 0, got -1 at row 1, column 1'),
    );
  });
});
