import { connectedComponents } from '@unet/components/arrays';
import {
  borderTerm,
  classBalanceMap,
  labelFromInstances,
  nearestTwoCells,
  separateInstances,
  type WeightMapOptions,
  weightMap,
} from '@unet/weight-map/arrays';
import { expectAllClose, float32FromBase64, int32FromBase64 } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bruteForce, instanceMaps, picture } from './brute-force.ts';
import fixture from './fixtures/scipy.json';

const fixtureLabel = { height: fixture.height, width: fixture.width, data: int32FromBase64(fixture.label) };
const gauss = (sum: number, w0 = 10, sigma = 5): number => w0 * Math.exp(-(sum * sum) / (2 * sigma * sigma));
const float = { absolute: 1e-5 };

describe('borderTerm', () => {
  it('is w0 exp(-(d1 + d2)^2 / (2 sigma^2))', () => {
    const cells = picture('1..2');
    expectAllClose(
      borderTerm(cells).data,
      [3, 3, 3, 3].map((sum) => gauss(sum)),
      float,
    );
    expectAllClose(borderTerm(cells, { w0: 3, sigma: 2 }).data, new Array(4).fill(gauss(3, 3, 2)), float);
  });

  it('covers cells, too, or the background alone', () => {
    const cells = picture('.11112');
    expectAllClose(
      borderTerm(cells).data,
      [6, 4, 4, 3, 1, 1].map((sum) => gauss(sum)),
      float,
    );
    expectAllClose(borderTerm(cells, { region: 'background' }).data, [gauss(6), 0, 0, 0, 0, 0], float);
    expectAllClose(
      borderTerm(cells, { distanceTo: 'cell' }).data,
      [6, 4, 3, 2, 1, 1].map((sum) => gauss(sum)),
      float,
    );
  });

  it('keeps what float32 can hold and is 0 beyond', () => {
    const cells = { height: 1, width: 80, data: new Int32Array(80) };
    cells.data[0] = 1;
    const at = (distance: number): number => {
      const { data } = borderTerm({ ...cells, data: cells.data.map((value, x) => (x === distance ? 2 : value)) });
      return data[0];
    };
    for (const distance of [1, 40, 60, 70, 72, 74, 79]) expect(at(distance)).toBe(Math.fround(gauss(distance)));
    expect(at(72)).toBeGreaterThan(0);
    expect(at(79)).toBe(0);
  });

  it('is 0 without a second cell, and with w0 0', () => {
    for (const cells of [picture('...'), picture('.1.'), picture('11', '11')]) {
      expect(borderTerm(cells).data.every((value) => value === 0)).toBe(true);
    }
    expect([...borderTerm(picture('12'), { w0: 0 }).data]).toEqual([0, 0]);
  });

  it('says what is wrong with its arguments', () => {
    const cells = picture('1');
    const message = (options: object) => () => borderTerm(cells, options);
    expect(message({ w0: -1 })).toThrow(new RangeError('borderTerm: w0 must be a finite number >= 0, got -1'));
    expect(message({ w0: Number.POSITIVE_INFINITY })).toThrow(RangeError);
    expect(message({ sigma: 0 })).toThrow(new RangeError('borderTerm: sigma must be a finite number > 0, got 0'));
    expect(message({ sigma: Number.NaN })).toThrow(RangeError);
    expect(message({ region: 'inside' })).toThrow(
      new RangeError(`borderTerm: region must be 'everywhere' or 'background', got "inside"`),
    );
    expect(message({ distanceTo: 'centre' })).toThrow(
      new RangeError(`borderTerm: distanceTo must be 'boundary' or 'cell', got "centre"`),
    );
  });
});

describe('weightMap', () => {
  it('adds class balance and border', () => {
    const map = weightMap(picture('1.1.', '1...'));
    // 3 cell pixels, 5 background pixels; distances 0 + 2, 1 + 1, 2 + 0, 1 + 3; 0 + sqrt 5, 1 + sqrt 2, 1 + 2, ...
    expect([map.height, map.width]).toEqual([2, 4]);
    const sums = [2, 2, 2, 4, Math.sqrt(5), 1 + Math.SQRT2, 3, Math.SQRT2 + 3];
    const balance = [1, 0.6, 1, 0.6, 1, 0.6, 0.6, 0.6];
    expectAllClose(
      map.data,
      sums.map((sum, pixel) => balance[pixel] + gauss(sum)),
      float,
    );
  });

  it('agrees with NumPy, SciPy and scikit-image', () => {
    expectAllClose(weightMap(fixtureLabel).data, float32FromBase64(fixture.weights), float);
  });

  it('puts the border on the background alone when told so', () => {
    const expected = float32FromBase64(fixture.weights);
    const balance = classBalanceMap(fixtureLabel).data;
    fixtureLabel.data.forEach((value, pixel) => {
      if (value !== 0) expected[pixel] = balance[pixel];
    });
    expectAllClose(weightMap(fixtureLabel, { region: 'background' }).data, expected, float);
  });

  it('follows its definition on any small class map', () => {
    const classes = instanceMaps.map((map) => ({ ...map, data: map.data.map((value) => value % 3) }));
    fc.assert(
      fc.property(classes, fc.constantFrom('boundary' as const, 'cell' as const), (label, distanceTo) => {
        const { first, second } = bruteForce(connectedComponents(label).labels, distanceTo);
        const balance = classBalanceMap(label).data;
        const expected = first.map((distance, pixel) => balance[pixel] + gauss(distance + second[pixel], 4, 3));
        const map = weightMap(label, { distanceTo, w0: 4, sigma: 3 });
        expectAllClose(map.data, expected, float);
        expect(map.data.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('joins cells at corners, and keeps touching classes apart', () => {
    expect([...weightMap(picture('1.', '.1'), { balance: 'none' }).data]).toEqual([1, 1, 1, 1]);
    expectAllClose(weightMap(picture('12'), { balance: 'none' }).data, [1 + gauss(1), 1 + gauss(1)], float);
  });

  it('separates instances first; the weights belong to labelFromInstances', () => {
    const instances = picture('111222', '111222', '..3333');
    for (const gap of [1, 2] as const) {
      const cells = separateInstances(instances, { gap });
      const label = labelFromInstances(instances, { gap });
      const expected = classBalanceMap(label).data.map((weight, pixel) => weight + borderTerm(cells).data[pixel]);
      expectAllClose(weightMap(instances, { kind: 'instances', gap }).data, expected, float);
      // What has been separated before is not separated again.
      expectAllClose(weightMap(cells, { kind: 'instances', gap }).data, expected, float);
    }
    expect(weightMap(instances, { kind: 'instances' })).toEqual(weightMap(instances, { kind: 'instances', gap: 2 }));
  });

  it('knows an instance by its number, not by its shape', () => {
    const pieces = weightMap(picture('1.1'), { kind: 'instances', balance: 'none' });
    expect([...pieces.data]).toEqual([1, 1, 1]);
    expectAllClose(weightMap(picture('1.1'), { balance: 'none' }).data, new Array(3).fill(1 + gauss(2)), float);
  });

  it('takes weights for the classes', () => {
    expect([...weightMap(picture('.12'), { balance: [0.5, 2, 3], w0: 0 }).data]).toEqual([0.5, 2, 3]);
    expect([...weightMap(picture('.12'), { balance: Float32Array.of(0.5, 2, 3), w0: 0 }).data]).toEqual([0.5, 2, 3]);
    expect([...weightMap(picture('.1', '..'), { balance: 'inverse-frequency', w0: 0 }).data]).toEqual(
      [2 / 3, 2, 2 / 3, 2 / 3].map(Math.fround),
    );
  });

  it('is 1 where there is no cell, or nothing else, and for a single pixel', () => {
    for (const label of [picture('...', '...'), picture('11', '11'), picture('.'), picture('1')]) {
      for (const kind of ['classes', 'instances'] as const) {
        expect(weightMap(label, { kind }).data.every((weight) => weight === 1)).toBe(true);
      }
    }
  });

  it('has the defaults that it says it has', () => {
    const defaults: WeightMapOptions = {
      kind: 'classes',
      w0: 10,
      sigma: 5,
      region: 'everywhere',
      distanceTo: 'boundary',
      balance: 'reference',
      gap: 2,
    };
    expect(weightMap(fixtureLabel)).toEqual(weightMap(fixtureLabel, defaults));
    expect(nearestTwoCells(fixtureLabel)).toEqual(nearestTwoCells(fixtureLabel, { distanceTo: 'boundary' }));
  });

  it('says what is wrong with its arguments', () => {
    const label = picture('1');
    const message = (options: object) => () => weightMap(label, options);
    expect(message({ kind: 'cells' })).toThrow(
      new RangeError(`weightMap: kind must be 'classes' or 'instances', got "cells"`),
    );
    expect(message({ gap: 3 })).toThrow(new RangeError('weightMap: gap must be 1 or 2, got 3'));
    expect(message({ sigma: -5 })).toThrow(new RangeError('weightMap: sigma must be a finite number > 0, got -5'));
    expect(message({ balance: [1, Number.NaN] })).toThrow(
      new RangeError('weightMap: balance[1] must be a finite number >= 0, got NaN'),
    );
    expect(message({ balance: 'equal' })).toThrow(/^weightMap: balance must be 'reference', .* got "equal"$/);
    expect(() => weightMap({ height: 1, width: 1, data: Int32Array.of(-1) })).toThrow(
      new RangeError('weightMap: label must hold classes from 0 to 0, got -1'),
    );
  });
});
