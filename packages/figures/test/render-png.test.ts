import { lossFigure, renderPng } from '@unet/figures/arrays';
import { describe, expect, test } from 'vitest';
import { pixel, readPng } from './read-png.ts';

const inBrowser = typeof document !== 'undefined';
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="20" height="20" fill="#d55e00"/></svg>';

describe.runIf(inBrowser)('renderPng on a canvas', () => {
  test('draws the pixels of the SVG, and nothing where it has none', async () => {
    const png = readPng(await renderPng(svg));
    expect([png.width, png.height, png.channels]).toEqual([40, 20, 4]);
    expect(pixel(png, 10, 5)).toEqual([213, 94, 0, 255]);
    expect(pixel(png, 10, 35)).toEqual([0, 0, 0, 0]);
  });

  test('scale and background', async () => {
    const png = readPng(await renderPng(svg, { scale: 2.5, background: '#0072b2' }));
    expect([png.width, png.height]).toEqual([100, 50]);
    expect(pixel(png, 25, 10)).toEqual([213, 94, 0, 255]);
    expect(pixel(png, 25, 90)).toEqual([0, 114, 178, 255]);
  });

  test('a figure has its paper, its pictures and its text', async () => {
    const png = readPng(await renderPng(lossFigure({ losses: [1, 0.5], title: 'MMMM' })));
    expect([png.width, png.height]).toEqual([1000, 480]);
    expect(pixel(png, 2, 2)).toEqual([255, 255, 255, 255]);
    let dark = 0;
    for (let row = 14; row < 32; row++) {
      for (let column = 24; column < 90; column++) if (pixel(png, row, column)[0]! < 80) dark++;
    }
    // Four bold capitals 13 high with stems 3 wide.
    expect(dark).toBeGreaterThan(200);
  });

  test('says what is wrong', async () => {
    await expect(renderPng('<svg xmlns="http://www.w3.org/2000/svg"><rect></svg>')).rejects.toThrow(
      'renderPng: svg must be well-formed SVG that the browser can draw',
    );
    await expect(renderPng(svg, { scale: 1e6 })).rejects.toThrow('renderPng: the browser cannot make a PNG of');
  });
});

test.runIf(!inBrowser)('renderPng without a page names the entry for Node', async () => {
  await expect(renderPng(svg)).rejects.toThrow(
    new Error('renderPng: needs a page to draw on; in Node import it from @unet/figures/node'),
  );
});

test('renderPng says what is wrong with an argument', async () => {
  await expect(renderPng(undefined as unknown as string)).rejects.toThrow(
    new TypeError('renderPng: svg must be a string, got undefined'),
  );
  await expect(renderPng(svg, { scale: 0 })).rejects.toThrow(
    new RangeError('renderPng: scale must be a finite number > 0, got 0'),
  );
  await expect(renderPng(svg, { background: 3 as unknown as string })).rejects.toThrow(
    new TypeError('renderPng: background must be a CSS colour, got 3'),
  );
  await expect(renderPng(svg, { fonts: [] } as object)).rejects.toThrow(
    new TypeError('renderPng: options.fonts is not an option, only scale, background'),
  );
});
