import { warpImage, warpLabel } from '@unet/elastic/arrays';
import { interpolateGrid, smoothNoise } from '@unet/elastic/internal';
import { expectAllClose, float32FromBase64, float64FromBase64, int32FromBase64 } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import fixture from './fixtures/elastic.json';

describe('smoothNoise agrees with scipy.signal.convolve2d', () => {
  test.each(fixture.smooth)('$height x $width, sigma $sigma, kernel $kernelSize', (wanted) => {
    const smoothed = smoothNoise(float32FromBase64(wanted.noise), wanted);
    // The result is float32; sums are taken in doubles.
    expectAllClose(smoothed, float64FromBase64(wanted.smoothed), { absolute: 1e-7 });
  });
});

describe('interpolateGrid agrees with scipy.ndimage.map_coordinates, order 3, mode mirror', () => {
  test.each(fixture.coarse)('$grid x $grid nodes to $height x $width', (wanted) => {
    const values = interpolateGrid(float32FromBase64(wanted.nodes), wanted);
    expectAllClose(values, float64FromBase64(wanted.values), { absolute: 1e-6, relative: 1e-6 });
  });
});

describe('warps agree with scipy.ndimage.map_coordinates', () => {
  const cases = fixture.warp.flatMap((wanted) =>
    (['symmetric', 'reflect'] as const).map((boundary) => ({
      ...wanted,
      boundary,
      expected: wanted.boundaries[boundary],
    })),
  );

  test.each(cases)('$source to $window, $boundary', ({ source, window, origin, boundary, expected, ...wanted }) => {
    const [height, width] = source as [number, number];
    const image = { height, width, channels: 2, data: float32FromBase64(wanted.image) };
    const label = { height, width, data: int32FromBase64(wanted.label) };
    const field = {
      height: window[0]!,
      width: window[1]!,
      rows: float32FromBase64(wanted.rows),
      columns: float32FromBase64(wanted.columns),
    };
    const bilinear = warpImage(image, field, { boundary, origin });
    const bicubic = warpImage(image, field, { boundary, origin, interpolation: 'bicubic' });
    const nearest = warpLabel(label, field, { boundary, origin });
    const share = warpLabel(label, field, { boundary, origin, interpolation: 'bilinear' });

    expect(bilinear).toMatchObject({ height: field.height, width: field.width, channels: 2 });
    expectAllClose(bilinear.data, float64FromBase64(expected.bilinear), { absolute: 1e-6 });
    expectAllClose(bicubic.data, float64FromBase64(expected.bicubic), { absolute: 1e-6 });
    expect(nearest.data).toEqual(int32FromBase64(expected.nearest));
    expect(share.data).toEqual(int32FromBase64(expected.largestShare));
  });
});
