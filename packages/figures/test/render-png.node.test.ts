import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { lossFigure, tileFigure } from '@unet/figures/arrays';
import { renderPng } from '@unet/figures/node';
import { planTiles } from '@unet/tiling/arrays';
import { describe, expect, test } from 'vitest';
import { textWidth } from '../src/svg/text-width.ts';
import { all, numbers, parseSvg, texts } from './parse-svg.ts';
import { pixel, readPng } from './read-png.ts';
import { grey } from './samples.ts';

const { resolve } = createRequire(import.meta.url);
const svg = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">${content}</svg>`;
const orange = svg('<rect width="20" height="20" fill="#d55e00"/>');

/** Columns of the first and the last dark pixel, and how many there are. */
async function darkOf(text: string, options?: Parameters<typeof renderPng>[1]) {
  const png = readPng(await renderPng(text, { background: '#ffffff', ...options }));
  let [first, last, count] = [png.width, -1, 0];
  for (let row = 0; row < png.height; row++) {
    for (let column = 0; column < png.width; column++) {
      if (png.data[(row * png.width + column) * png.channels]! > 128) continue;
      first = Math.min(first, column);
      last = Math.max(last, column);
      count++;
    }
  }
  return { first, last, count };
}

const line = (content: string, attributes = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="60"><text x="10" y="40" font-size="40" ${attributes}>${content}</text></svg>`;

describe('renderPng with resvg', () => {
  test('draws the pixels of the SVG, and nothing where it has none', async () => {
    const png = readPng(await renderPng(orange));
    expect([png.width, png.height, png.channels]).toEqual([40, 20, 4]);
    expect(pixel(png, 10, 5)).toEqual([213, 94, 0, 255]);
    expect(pixel(png, 10, 35)).toEqual([0, 0, 0, 0]);
  });

  test('scale and background', async () => {
    const png = readPng(await renderPng(orange, { scale: 2.5, background: '#0072b2' }));
    expect([png.width, png.height]).toEqual([100, 50]);
    expect(pixel(png, 25, 10)).toEqual([213, 94, 0, 255]);
    expect(pixel(png, 25, 90)).toEqual([0, 114, 178, 255]);
  });

  test('several at once', async () => {
    const all = await Promise.all([renderPng(orange), renderPng(orange), renderPng(orange)]);
    expect(all[1]).toEqual(all[0]);
    expect(all[2]).toEqual(all[0]);
  });

  test('text is set in Arimo, as wide as the layout takes it to be', async () => {
    // H has the same side bearing on both sides, so that what lies between is the text less one of them.
    for (const [content, bold] of [
      ['HamburgefonstivH', false],
      ['H0123456789−·µσ⁻⁵H', false],
      ['HTile 3 × 3 pixelsH', true],
    ] as const) {
      const { first, last } = await darkOf(line(content, bold ? 'font-weight="700"' : ''));
      const bearing = first - 10;
      expect(Math.abs(last + 1 + bearing - 10 - textWidth(content, 40, bold))).toBeLessThan(2);
    }
  });

  test('no family goes without text', async () => {
    for (const family of ['Arimo', 'sans-serif', 'Helvetica, Arial', 'No Such Font', 'serif', 'monospace']) {
      expect((await darkOf(line('Loss', `font-family="${family}"`))).count).toBeGreaterThan(500);
    }
  });

  test('further fonts can be given', async () => {
    const italic = await readFile(resolve('@expo-google-fonts/arimo/400Regular_Italic/Arimo_400Regular_Italic.ttf'));
    const slanted = line('HHH', 'font-family="Arimo" font-style="italic"');
    const [without, with_] = [await darkOf(slanted), await darkOf(slanted, { fonts: [italic] })];
    expect(with_).not.toEqual(without);
  });

  test('a figure has its paper, its pictures and its text', async () => {
    const image = grey([0, 1], [0.4, 0.4]);
    const text = tileFigure({
      image,
      plan: planTiles({ height: 2, width: 2, outputSize: 2 }),
      title: 'MMMM',
      width: 600,
    });
    const png = readPng(await renderPng(text));
    expect(pixel(png, 2, 2)).toEqual([255, 255, 255, 255]);
    const box = numbers(all(parseSvg(text), 'image')[0]!, 'x', 'y', 'width', 'height');
    const at = (down: number, across: number): number[] =>
      pixel(png, Math.round(box.y + down * box.height), Math.round(box.x + across * box.width));
    expect(at(0.25, 0.25)).toEqual([0, 0, 0, 255]);
    expect(at(0.25, 0.75)).toEqual([255, 255, 255, 255]);
    expect(at(0.75, 0.75)).toEqual([102, 102, 102, 255]);
    let dark = 0;
    for (let row = 14; row < 32; row++) {
      for (let column = 24; column < 90; column++) if (pixel(png, row, column)[0]! < 80) dark++;
    }
    // Four bold capitals 13 high with stems 3 wide.
    expect(dark).toBeGreaterThan(200);
  });

  test('every text of a figure is in the picture', async () => {
    const text = lossFigure({ losses: [1e-6, 1e-2, 3], logarithmic: true, stepsPerEpoch: 1, title: 'σ² of 3 × 3 µm' });
    const whole = parseSvg(text);
    const png = readPng(await renderPng(text, { scale: 2 }));
    expect(texts(whole).length).toBeGreaterThan(10);
    for (const node of all(whole, 'text')) {
      if (node.attributes.transform !== undefined) continue;
      const { x, y, 'font-size': size } = numbers(node, 'x', 'y', 'font-size');
      const width = textWidth(node.text, size);
      const anchor = node.attributes['text-anchor'];
      const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
      let inked = 0;
      for (let row = Math.floor(2 * (y - 0.75 * size)); row < 2 * y; row++) {
        for (let column = Math.floor(2 * left); column < 2 * (left + width); column++) {
          if (png.data[(row * png.width + column) * png.channels]! < 200) inked++;
        }
      }
      expect(inked, node.text).toBeGreaterThan(10 * node.text.trim().length);
    }
  });

  test('says what is wrong', async () => {
    await expect(renderPng('<svg xmlns="http://www.w3.org/2000/svg"><rect></svg>')).rejects.toThrow(
      /^renderPng: svg must be well-formed SVG, got: .*'rect' tag, not 'svg' at 1:47/,
    );
    await expect(renderPng(3 as unknown as string)).rejects.toThrow(
      new TypeError('renderPng: svg must be a string, got 3'),
    );
    await expect(renderPng(orange, { scale: -1 })).rejects.toThrow(
      new RangeError('renderPng: scale must be a finite number > 0, got -1'),
    );
    await expect(renderPng(orange, { font: [] } as object)).rejects.toThrow(
      new TypeError('renderPng: options.font is not an option, only scale, background, fonts'),
    );
  });
});
