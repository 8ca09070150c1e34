import { type TileFigureArrays, tileFigure } from '@unet/figures/arrays';
import { planTiles } from '@unet/tiling/arrays';
import { expectAllClose, randomImage } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { all, type Node, numbers, parseSvg, pixelsOf, texts } from './parse-svg.ts';
import { grey } from './samples.ts';

const image = grey([0, 0.2, 0.4], [0.6, 0.8, 1]);
const plan = planTiles({ height: 2, width: 3, outputSize: 2, margin: 1 });

function boxOf(node: Node): number[] {
  const { x, y, width, height } = numbers(node, 'x', 'y', 'width', 'height');
  return [x, y, width, height];
}

/** The outlines of a colour, as [x, y, width, height]. */
function outlines(svg: Node, color: string, width?: string): number[][] {
  return all(svg, 'rect')
    .filter(
      (rect) => rect.attributes.stroke === color && (width === undefined || rect.attributes['stroke-width'] === width),
    )
    .map(boxOf);
}

describe('tileFigure', () => {
  test('shows the mirrored image and the input of the tile', () => {
    const svg = parseSvg(tileFigure({ image, plan, tile: 1 }));
    const [whole, input] = all(svg, 'image').map(pixelsOf);
    // 4 x 5 and 4 x 4 pixels, each repeated alike.
    expect([whole!.height * 5, input!.height]).toEqual([whole!.width * 4, input!.width]);
    const sampled = (picture: typeof whole, columns: number) =>
      Array.from({ length: 4 }, (_, row) =>
        Array.from({ length: columns }, (_, column) => {
          const size = picture!.height / 4;
          return picture!.at(Math.floor((row + 0.5) * size), Math.floor((column + 0.5) * size))[0];
        }),
      );
    expect(sampled(whole, 5)).toEqual([
      [0, 0, 51, 102, 102],
      [0, 0, 51, 102, 102],
      [153, 153, 204, 255, 255],
      [153, 153, 204, 255, 255],
    ]);
    expect(sampled(input, 4)).toEqual([
      [0, 51, 102, 102],
      [0, 51, 102, 102],
      [153, 204, 255, 255],
      [153, 204, 255, 255],
    ]);
  });

  test('the other boundary', () => {
    const [whole] = all(parseSvg(tileFigure({ image, plan, boundary: 'reflect' })), 'image').map(pixelsOf);
    expect(whole!.at(0, 0)[0]).toBe(204);
  });

  test('squares and mirror lines stand where they belong', () => {
    const svg = parseSvg(tileFigure({ image, plan, tile: 1 }));
    const [whole, part] = all(svg, 'image').map(boxOf);
    const [x, y, width] = whole as [number, number, number];
    const pixel = width / 5;
    // The input from (-1, 0) on, 4 x 4; the output from (0, 1) on, 2 x 2; the other output from (0, 0) on.
    const [inputs, outputs, others] = [
      outlines(svg, '#56b4e9'),
      outlines(svg, '#f0e442', '3'),
      outlines(svg, '#f0e442', '1.5'),
    ];
    expectAllClose(inputs[0]!, [x + pixel, y, 4 * pixel, 4 * pixel], { absolute: 0.02 });
    expectAllClose(outputs[0]!, [x + 2 * pixel, y + pixel, 2 * pixel, 2 * pixel], { absolute: 0.02 });
    expectAllClose(others[0]!, [x + pixel, y + pixel, 2 * pixel, 2 * pixel], { absolute: 0.02 });
    // In the second panel the input is the whole picture.
    expectAllClose(inputs[1]!, part!, { absolute: 0.02 });
    expect([inputs.length, outputs.length, others.length]).toEqual([2, 2, 2]);

    const dashed = all(svg, 'line').filter((line) => line.attributes['stroke-dasharray'] !== undefined);
    const ends = dashed.slice(0, 4).map((line) => {
      const { x1, y1, x2, y2 } = numbers(line, 'x1', 'y1', 'x2', 'y2');
      return [x1, y1, x2, y2];
    });
    const [right, bottom] = [x + 5 * pixel, y + 4 * pixel];
    expectAllClose(
      ends.flat(),
      [
        [x + pixel, y, x + pixel, bottom],
        [x + 4 * pixel, y, x + 4 * pixel, bottom],
        [x, y + pixel, right, y + pixel],
        [x, y + 3 * pixel, right, y + 3 * pixel],
      ].flat(),
      { absolute: 0.02 },
    );
    // Four in each panel and the legend's.
    expect(dashed.length).toBe(9);
  });

  test('axes count pixels of the image, headings name the tile', () => {
    const big = randomImage(64, 64, 3, 1);
    const svg = parseSvg(
      tileFigure({
        image: big,
        plan: planTiles({ height: 64, width: 64, outputSize: 32, margin: 20 }),
        title: 'Tiles',
      }),
    );
    expect(texts(svg)).toEqual(
      expect.arrayContaining([
        'Tiles',
        'mirrored image, 4 tiles',
        'input of tile 1',
        'row (px)',
        'column (px)',
        '−20',
        '0',
      ]),
    );
    expect(texts(svg)).toEqual(expect.arrayContaining(['input, 72 × 72 px', 'output, 32 × 32 px']));
    const zero = all(svg, 'text').find(
      ({ text, attributes }) => text === '0' && attributes['text-anchor'] === 'middle',
    )!;
    const [x, , width] = boxOf(all(svg, 'image')[0]!) as [number, number, number];
    expect(Number(zero.attributes.x)).toBeCloseTo(x + (width * 20) / 104, 1);
  });

  test('an image smaller than the tile shows its overhang', () => {
    const svg = parseSvg(tileFigure({ image, plan: planTiles({ height: 2, width: 3, outputSize: 4, margin: 1 }) }));
    const [whole] = all(svg, 'image').map(pixelsOf);
    expect(whole!.height).toBe(whole!.width);
    expect(texts(svg)).toContain('mirrored image, 1 tile');
  });

  test('tiles of an aligned plan show their overhang, as the tile itself does', () => {
    // The last column of tiles starts at 4 and reaches pixel 7 of 5.
    const wide = grey([0, 0.2, 0.4, 0.6, 0.8]);
    const aligned = planTiles({ height: 1, width: 5, outputSize: { height: 1, width: 4 }, align: 4 });
    const svg = parseSvg(tileFigure({ image: wide, plan: aligned, tile: 1 }));
    const [whole, input] = all(svg, 'image').map(pixelsOf);
    expect([whole!.width, input!.width]).toEqual([8 * whole!.height, 4 * input!.height]);
    const step = input!.height;
    expect([0, 1, 2, 3].map((column) => input!.at(0, column * step)[0])).toEqual([204, 204, 153, 102]);
    const [box] = all(svg, 'image').map(boxOf) as [number[]];
    const pixel = box[2]! / 8;
    expectAllClose(outlines(svg, '#f0e442', '3')[0]!, [box[0]! + 4 * pixel, box[1]!, 4 * pixel, pixel], {
      absolute: 0.02,
    });
  });

  test('large images are averaged to about twice the size that they are drawn at', () => {
    const large = { height: 1200, width: 1200, channels: 1, data: new Float32Array(1200 * 1200).fill(0.4) };
    large.data[0] = 1;
    const svg = parseSvg(
      tileFigure({ image: large, plan: planTiles({ height: 1200, width: 1200, outputSize: 1200 }), width: 600 }),
    );
    const [whole] = all(svg, 'image').map(pixelsOf);
    expect(whole!.width).toBe(600);
    // One white pixel in 2 x 2.
    expect(whole!.at(0, 0)[0]).toBe(Math.round((255 + 3 * 102) / 4));
    expect(whole!.at(5, 5)[0]).toBe(102);
  });

  test('values outside [0, 1] are cut off, NaN is magenta, colours stay', () => {
    const one = planTiles({ height: 1, width: 3, outputSize: 3 });
    const odd = all(parseSvg(tileFigure({ image: grey([-1, 7, Number.NaN]), plan: one })), 'image').map(pixelsOf)[0]!;
    const step = odd.width / 3;
    expect([odd.at(0, 0), odd.at(0, step), odd.at(0, 2 * step)]).toEqual([
      [0, 0, 0],
      [255, 255, 255],
      [255, 0, 255],
    ]);
    const red = { height: 1, width: 1, channels: 3, data: Float32Array.of(1, 0.2, 0) };
    const svg = parseSvg(tileFigure({ image: red, plan: planTiles({ height: 1, width: 1, outputSize: 1 }) }));
    expect(pixelsOf(all(svg, 'image')[0]!).at(0, 0)).toEqual([255, 51, 0]);
  });

  test('says what is wrong with an option', () => {
    const draw = (options: Partial<TileFigureArrays>) => () => tileFigure({ image, plan, ...options });
    expect(draw({ tile: 2 })).toThrow(new RangeError('tileFigure: tile must be an index from 0 to 1, got 2'));
    expect(draw({ image: randomImage(3, 3, 1, 1) })).toThrow(
      new RangeError('tileFigure: image must have the size of the plan, 2 x 3, got 3 x 3'),
    );
    expect(draw({ mode: 'reflect' } as object)).toThrow(
      new TypeError('tileFigure: options.mode is not an option, only image, plan, tile, boundary, title, width'),
    );
    expect(draw({ boundary: 'edge' as 'reflect' })).toThrow(
      new RangeError('tileFigure: boundary must be "symmetric" or "reflect", got "edge"'),
    );
    expect(draw({ plan: undefined as never })).toThrow(
      new TypeError('tileFigure: plan must be made by planTiles, got undefined'),
    );
    expect(draw({ plan: { ...plan, outputSize: undefined as never } })).toThrow(
      new TypeError('tileFigure: plan.outputSize must be { height, width }, got undefined'),
    );
    expect(draw({ plan: { ...plan, tiles: [] } })).toThrow(
      new RangeError('tileFigure: plan.tiles must be a list of at least one tile, got Array(0)'),
    );
  });
});
