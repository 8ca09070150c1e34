import { describe, expect, test } from 'vitest';
import {
  cellIndices,
  outlineIndices,
  probabilityIndices,
  provisionalIndices,
} from '../src/segment/picture/colour-indices.ts';
import { cellColours, maskColours, probabilityColours } from '../src/segment/picture/colour-tables.ts';
import { overlay } from '../src/segment/picture/overlay.ts';
import type { View } from '../src/segment/picture/overlay-look.ts';
import { makePicture, networkInput, rawFromSlice } from '../src/segment/picture/picture.ts';
import { reduceImage, reduceIndices, reducePlane } from '../src/segment/picture/reduce.ts';
import { SegmentedLayer } from '../src/segment/picture/segmented-layer.ts';
import { durationInWords, secondsLeft } from '../src/segment/time-left.ts';

describe('overlay', () => {
  const base = Uint8ClampedArray.of(10, 20, 30, 255, 255, 128, 0, 255, 0, 0, 0, 255);
  const indices = Uint8Array.of(0, 1, 255);
  const blue = [0x56, 0xb4, 0xe9];

  test('changes nothing at opacity 0, and colours alone are seen at opacity 1', () => {
    expect(overlay(base, indices, maskColours, 0)).toEqual(base);
    expect([...overlay(base, indices, maskColours, 1)]).toEqual([10, 20, 30, 255, ...blue, 255, ...blue, 255]);
  });

  test('mixes as much as it should, to the nearest grey value', () => {
    const mixed = overlay(base, indices, maskColours, 0.25);
    for (const channel of [0, 1, 2]) {
      expect(mixed[channel]).toBe(base[channel]);
      expect(Math.abs(mixed[4 + channel]! - (0.75 * base[4 + channel]! + 0.25 * blue[channel]!))).toBeLessThan(1);
      expect(Math.abs(mixed[8 + channel]! - 0.25 * blue[channel]!)).toBeLessThan(1);
    }
  });

  test('white stays white and black black under colours like them', () => {
    const white = new Uint8ClampedArray(4).fill(255);
    expect([...overlay(white, Uint8Array.of(1), new Uint8Array(4 * 256).fill(255), 0.37)]).toEqual([
      255, 255, 255, 255,
    ]);
  });
});

describe('colours', () => {
  test('viridis from end to end', () => {
    expect([...probabilityColours.slice(0, 4)]).toEqual([0x44, 0x01, 0x54, 255]);
    expect([...probabilityColours.slice(-4)]).toEqual([0xfd, 0xe7, 0x25, 255]);
    expect([...probabilityIndices(Float32Array.of(0, 0.5, 1))]).toEqual([0, 128, 255]);
  });

  test('numbers go round 255 colours, all opaque and none like its successor', () => {
    expect([...cellIndices(Int32Array.of(0, 1, 255, 256, 510, 511))]).toEqual([0, 1, 255, 1, 255, 1]);
    expect([...cellColours.slice(0, 4)]).toEqual([0, 0, 0, 0]);
    for (let index = 1; index < 255; index++) {
      const [one, next] = [index, index + 1].map((place) => [...cellColours.slice(4 * place, 4 * place + 4)]);
      expect(one![3]).toBe(255);
      expect(Math.max(...[0, 1, 2].map((channel) => Math.abs(one![channel]! - next![channel]!)))).toBeGreaterThan(40);
    }
  });

  test('outlines are the edge of cells on the image, as thick as they are asked for', () => {
    const cell = Uint8Array.of(...[0, 0, 0, 0, 0], ...[3, 3, 3, 3, 0], ...[3, 3, 3, 3, 0], ...[3, 3, 3, 3, 0]);
    expect([...outlineIndices(cell, 4, 5, 1)]).toEqual([
      ...[0, 0, 0, 0, 0],
      ...[3, 3, 3, 3, 0],
      ...[0, 0, 0, 3, 0],
      ...[0, 0, 0, 3, 0],
    ]);
    expect([...outlineIndices(cell, 4, 5, 2)].filter((value) => value === 3)).toHaveLength(4 + 4 + 2);
  });

  test('until cells are counted anew, known ones keep their colours and new pixels are seen', () => {
    const probability = Float32Array.of(0.2, 0.6, 0.9, 0.9);
    expect([...provisionalIndices(probability, 0.5, Uint8Array.of(7, 7, 0, 9))]).toEqual([0, 7, 1, 9]);
    expect([...provisionalIndices(probability, 0.7, undefined)]).toEqual([0, 0, 1, 1]);
  });
});

describe('pictures', () => {
  test('8 bits are seen as they are, 16 bits and floats from their darkest to their brightest', () => {
    const raw = { height: 1, width: 3, channels: 1, format: 'uint' } as const;
    const grey = ({ pixels }: ReturnType<typeof makePicture>) => [pixels[0], pixels[4], pixels[8]];
    expect(grey(makePicture({ ...raw, bitDepth: 8, data: Uint8Array.of(10, 20, 30) }))).toEqual([10, 20, 30]);
    expect(grey(makePicture({ ...raw, bitDepth: 16, data: Uint16Array.of(1000, 1500, 2000) }))).toEqual([0, 128, 255]);
    expect(grey(makePicture({ ...raw, bitDepth: 32, format: 'float', data: Float32Array.of(-1, 7, 7) }))).toEqual([
      0, 255, 255,
    ]);
    expect(grey(makePicture({ ...raw, bitDepth: 16, data: new Uint16Array(3).fill(9) })).every(Number.isFinite)).toBe(
      true,
    );
  });

  test('what is no grey value is refused', () => {
    const data = Float32Array.of(0, Number.NaN);
    expect(() => makePicture(rawFromSlice({ height: 1, width: 2, channels: 1, data }))).toThrow(
      'value NaN is not a finite float32 at row 0, column 1',
    );
  });

  test('become what the network wants, or a message says what that is', () => {
    const data = Float32Array.of(1, 0, 0);
    const colour = rawFromSlice({ height: 1, width: 1, channels: 3, data });
    expect([...networkInput([colour], 0, { channels: 1 }).data]).toEqual([Math.fround(0.299)]);
    const grey = rawFromSlice({ height: 1, width: 1, channels: 1, data: Float32Array.of(0.5) });
    expect([...networkInput([grey], 0, { channels: 3 }).data]).toEqual([0.5, 0.5, 0.5]);
    expect(() => networkInput([grey], 0, { channels: 2 })).toThrow('the network takes 2 channels, the image has 1');
    const two = rawFromSlice({ height: 1, width: 1, channels: 2, data: Float32Array.of(0.5, 0.25) });
    expect([...networkInput([two], 0, { channels: 2 }).data]).toEqual([0.5, 0.25]);
  });

  test('are scaled as the network has it, by all pages of the file', () => {
    const pages = [0, 8].map((value) =>
      rawFromSlice({ height: 1, width: 1, channels: 1, data: Float32Array.of(value) }),
    );
    const percentile = { kind: 'percentile', low: 0, high: 100 } as const;
    expect([...networkInput(pages, 1, { channels: 1, scaling: percentile }).data]).toEqual([1]);
    expect([...networkInput(pages, 1, { channels: 1, scaling: { kind: 'fixed', low: 4, high: 6 } }).data]).toEqual([2]);
  });
});

describe('smaller pictures', () => {
  test('have the means of squares, and at the far border of what is left of them', () => {
    const grey = [0, 100, 50, 200, 40, 60].flatMap((value) => [value, 0, 255 - value, 255]);
    const image = { height: 2, width: 3, pixels: Uint8ClampedArray.from(grey) };
    expect(reduceImage(image, 1)).toBe(image);
    const { height, width, pixels } = reduceImage(image, 2);
    expect({ height, width }).toEqual({ height: 1, width: 2 });
    expect([...pixels]).toEqual([85, 0, 170, 255, 55, 0, 200, 255]);
  });

  test('have the colours and probabilities of the middle', () => {
    const indices = Uint8Array.from({ length: 20 }, (_, pixel) => pixel);
    expect([...reduceIndices(indices, 4, 5, 2)]).toEqual([6, 8, 9, 16, 18, 19]);
    expect([...reduceIndices(indices, 4, 5, 3)]).toEqual([6, 9, 16, 19]);
    const plane = { height: 4, width: 5, channels: 1, data: Float32Array.from(indices) };
    expect(reducePlane(plane, 2)).toEqual({
      height: 2,
      width: 3,
      channels: 1,
      data: Float32Array.of(6, 8, 9, 16, 18, 19),
    });
  });
});

describe('SegmentedLayer', () => {
  const image = new Uint8ClampedArray(16).fill(255);
  const seen = (layer: SegmentedLayer, view: View, threshold: number, opacity = 1) =>
    [...layer.over(image, { view, opacity, rule: { threshold, minimumArea: 2 } })].filter((_, at) => at % 4 === 0);
  const blue = 0x56;

  test('shows a new threshold at once, and what was counted when it is there', () => {
    const layer = new SegmentedLayer({ height: 1, width: 4, channels: 1, data: Float32Array.of(0.9, 0.9, 0.1, 0.6) });
    expect(() => layer.mask()).toThrow('The cells have not been counted.');
    expect(seen(layer, 'mask', 0.5)).toEqual([blue, blue, 255, blue]);
    // The last pixel alone is too small to be counted.
    layer.setCells({ threshold: 0.5, minimumArea: 2 }, Uint8Array.of(1, 1, 0, 0));
    expect(seen(layer, 'mask', 0.5)).toEqual([blue, blue, 255, 255]);
    expect([...layer.mask()]).toEqual([255, 255, 0, 0]);
    expect(seen(layer, 'mask', 0.05)).toEqual([blue, blue, blue, blue]);
    expect(seen(layer, 'mask', 0.5)).toEqual([blue, blue, 255, 255]);
    expect(seen(layer, 'mask', 0.5, 0)).toEqual([255, 255, 255, 255]);
    expect(seen(layer, 'outlines', 0.5)).toEqual([255, 255, 255, 255]);
    expect(seen(layer, 'probability', 0.5)[2]).toBe(seen(layer, 'probability', 0.7)[2]);
  });
});

test('time left comes from the tiles after the first', () => {
  expect(secondsLeft([1000], 5)).toBeUndefined();
  expect(secondsLeft([1000, 3000], 5)).toBe(6);
  expect(secondsLeft([1000, 3000, 4000], 3)).toBe(0);
  expect([0.2, 59, 61, 3599, 7260].map(durationInWords)).toEqual(['1 s', '59 s', '1 min', '1 h 0 min', '2 h 1 min']);
});
