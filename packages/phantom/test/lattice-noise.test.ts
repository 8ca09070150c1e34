import { createRandom } from '@unet/tensor/arrays';
import { expectAllClose, float64FromBase64 } from '@unet-internal/testing';
import { describe, expect, it } from 'vitest';
import { binomialBlur } from '../src/blur.ts';
import { latticeNoise, splineSurface } from '../src/lattice-noise.ts';
import fixture from './fixtures/spline.json';

describe('splineSurface', () => {
  it.each(fixture.surfaces)('agrees with SciPy on $height x $width pixels at spacing $spacing', (surface) => {
    const { rows, columns, height, width, spacing } = surface;
    const lattice = { height: rows, width: columns, data: float64FromBase64(surface.lattice) };
    const actual = splineSurface(lattice, height, width, spacing);
    expect([actual.height, actual.width]).toEqual([height, width]);
    expectAllClose(actual.data, float64FromBase64(surface.values), { absolute: 1e-13 });
  });

  it('keeps a constant', () => {
    const lattice = { height: 5, width: 5, data: new Float64Array(25).fill(0.25) };
    expectAllClose(splineSurface(lattice, 6, 6, 3).data, new Array(36).fill(0.25), { absolute: 1e-15 });
  });
});

describe('latticeNoise', () => {
  it('has mean 0 and variance 1', () => {
    const { data } = latticeNoise(400, 400, 3, createRandom(5));
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    const variance = data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length;
    // About 17,700 independent values: deviations of 0.0075 and 0.02 are expected.
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.06);
  });

  it('changes slowly over a wide spacing', () => {
    const { data } = latticeNoise(1, 200, 50, createRandom(5));
    for (let index = 1; index < 200; index++) expect(Math.abs(data[index]! - data[index - 1]!)).toBeLessThan(0.15);
  });
});

describe('binomialBlur', () => {
  it.each(fixture.blurs)('agrees with SciPy on $height x $width pixels, $times times', (blur) => {
    const data = float64FromBase64(blur.before);
    binomialBlur(data, blur.height, blur.width, blur.times);
    expectAllClose(data, float64FromBase64(blur.after), { absolute: 1e-14 });
  });

  it('spreads a point as [1 2 1] / 4 along both axes', () => {
    const data = Float64Array.of(0, 0, 0, 0, 16, 0, 0, 0, 0);
    binomialBlur(data, 3, 3, 1);
    expect([...data]).toEqual([1, 2, 1, 2, 4, 2, 1, 2, 1]);
  });
});
