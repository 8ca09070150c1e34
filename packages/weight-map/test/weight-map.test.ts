import { connectedComponents } from '@unet/components/arrays';
import type { LabelArray } from '@unet/tensor/arrays';
import {
  type BorderOptions,
  borderTerm,
  classBalanceMap,
  labelFromInstances,
  type NearestTwoCellsOptions,
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
/** As the annotated notebook takes its cells. */
const asFixture = { connectivity: 8 } as const;
const gauss = (sum: number, w0 = 10, sigma = 5): number => w0 * Math.exp(-(sum * sum) / (2 * sigma * sigma));
const float = { absolute: 1e-5 };

describe('borderTerm', () => {
  const border = (cells: LabelArray, options?: BorderOptions, measure: NearestTwoCellsOptions = {}): Float32Array =>
    borderTerm(cells, nearestTwoCells(cells, measure), options).data;

  it('is w0 exp(-(d1 + d2)^2 / (2 sigma^2))', () => {
    const cells = picture('1..2');
    expectAllClose(
      border(cells),
      [3, 3, 3, 3].map((sum) => gauss(sum)),
      float,
    );
    expectAllClose(border(cells, { w0: 3, sigma: 2 }), new Array(4).fill(gauss(3, 3, 2)), float);
    const { height, width } = borderTerm(picture('12', '12'), nearestTwoCells(picture('12', '12')));
    expect([height, width]).toEqual([2, 2]);
  });

  it('covers cells, too, or the background alone', () => {
    const cells = picture('.11112');
    expectAllClose(
      border(cells),
      [6, 4, 4, 3, 1, 1].map((sum) => gauss(sum)),
      float,
    );
    expectAllClose(border(cells, { region: 'background' }), [gauss(6), 0, 0, 0, 0, 0], float);
    expectAllClose(
      border(cells, {}, { distanceTo: 'cell' }),
      [6, 4, 3, 2, 1, 1].map((sum) => gauss(sum)),
      float,
    );
  });

  it('is element-wise: it measures nothing itself', () => {
    const cells = picture('1.');
    const first = { height: 1, width: 2, data: Float32Array.of(1, 2) };
    const second = { height: 1, width: 2, data: Float32Array.of(3, Number.POSITIVE_INFINITY) };
    expectAllClose(borderTerm(cells, { first, second }).data, [gauss(4), 0], float);
  });

  it('is what weightMap adds, on any small instance map', () => {
    const options = fc.record({
      w0: fc.constantFrom(0.5, 10),
      sigma: fc.constantFrom(0.7, 5),
      region: fc.constantFrom('everywhere' as const, 'background' as const),
    });
    fc.assert(
      fc.property(
        instanceMaps,
        options,
        fc.constantFrom('boundary' as const, 'cell' as const),
        (map, how, distanceTo) => {
          // Separated instances stay as they are.
          const cells = separateInstances(map);
          const whole = weightMap(cells, { ...how, distanceTo, kind: 'instances', balance: 'none' });
          const expected = border(cells, how, { distanceTo }).map((value) => 1 + value);
          expectAllClose(whole.data, expected, { absolute: 1e-6, relative: 1e-6 });
        },
      ),
    );
  });

  it('keeps what float32 can hold and is 0 beyond', () => {
    const cells = { height: 1, width: 80, data: new Int32Array(80) };
    cells.data[0] = 1;
    const at = (distance: number): number =>
      border({ ...cells, data: cells.data.map((value, x) => (x === distance ? 2 : value)) })[0];
    for (const distance of [1, 40, 60, 70, 72, 74, 79]) expect(at(distance)).toBe(Math.fround(gauss(distance)));
    expect(at(72)).toBeGreaterThan(0);
    expect(at(79)).toBe(0);
  });

  it('is 0 without a second cell, and with w0 0', () => {
    for (const cells of [picture('...'), picture('.1.'), picture('11', '11')]) {
      expect(border(cells).every((value) => value === 0)).toBe(true);
    }
    expect([...border(picture('12'), { w0: 0 })]).toEqual([0, 0]);
  });

  it('says what is wrong with its arguments', () => {
    const cells = picture('1');
    const message = (options: object) => () => border(cells, options);
    expect(message({ w0: -1 })).toThrow(new RangeError('borderTerm: w0 must be a finite number >= 0, got -1'));
    expect(message({ w0: Number.POSITIVE_INFINITY })).toThrow(RangeError);
    expect(message({ sigma: 0 })).toThrow(new RangeError('borderTerm: sigma must be a finite number > 0, got 0'));
    expect(message({ sigma: Number.NaN })).toThrow(RangeError);
    expect(message({ region: 'inside' })).toThrow(
      new RangeError('borderTerm: region must be "everywhere" or "background", got "inside"'),
    );
    expect(message({ distanceTo: 'cell' })).toThrow(
      new TypeError('borderTerm: options.distanceTo is not an option, only w0, sigma, region'),
    );
    const { first } = nearestTwoCells(cells);
    const wrong = { first, second: nearestTwoCells(picture('11')).second };
    expect(() => borderTerm(cells, wrong)).toThrow(
      new RangeError('borderTerm: distances.second must have the size of the cells, 1 x 1, got 1 x 2'),
    );
    expect(() => borderTerm(cells, first as never)).toThrow(
      new TypeError('borderTerm: distances.first must be { height, width, data }, got undefined'),
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
    expectAllClose(weightMap(fixtureLabel, asFixture).data, float32FromBase64(fixture.weights), float);
  });

  it('puts the border on the background alone when told so', () => {
    const expected = float32FromBase64(fixture.weights);
    const balance = classBalanceMap(fixtureLabel).data;
    fixtureLabel.data.forEach((value, pixel) => {
      if (value !== 0) expected[pixel] = balance[pixel];
    });
    expectAllClose(weightMap(fixtureLabel, { ...asFixture, region: 'background' }).data, expected, float);
  });

  it('follows its definition on any small class map', () => {
    const distances = fc.constantFrom('boundary' as const, 'cell' as const);
    const connectivities = fc.constantFrom(4 as const, 8 as const);
    const classes = instanceMaps.map((map) => ({ ...map, data: map.data.map((value) => value % 3) }));
    fc.assert(
      fc.property(classes, distances, connectivities, (label, distanceTo, connectivity) => {
        const { first, second } = bruteForce(connectedComponents(label, { connectivity }).labels, distanceTo);
        const balance = classBalanceMap(label).data;
        const expected = first.map((distance, pixel) => balance[pixel] + gauss(distance + second[pixel], 4, 3));
        const map = weightMap(label, { distanceTo, connectivity, w0: 4, sigma: 3 });
        expectAllClose(map.data, expected, float);
        expect(map.data.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps cells apart that touch at a corner, unless told otherwise, and touching classes in any case', () => {
    const corners = picture('1.', '.1');
    // Distances 0 + sqrt 2 on the cells, 1 + 1 beside them.
    const sums = [Math.SQRT2, 2, 2, Math.SQRT2];
    expectAllClose(
      weightMap(corners, { balance: 'none' }).data,
      sums.map((sum) => 1 + gauss(sum)),
      float,
    );
    expect([...weightMap(corners, { balance: 'none', connectivity: 8 }).data]).toEqual([1, 1, 1, 1]);
    expectAllClose(weightMap(picture('12'), { balance: 'none' }).data, [1 + gauss(1), 1 + gauss(1)], float);
  });

  it('separates instances first; the weights belong to labelFromInstances', () => {
    const instances = picture('111222', '111222', '..3333');
    for (const gap of [1, 2] as const) {
      const cells = separateInstances(instances, { gap });
      const label = labelFromInstances(instances, { gap });
      const border = borderTerm(cells, nearestTwoCells(cells)).data;
      const expected = classBalanceMap(label).data.map((weight, pixel) => weight + border[pixel]);
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
      balance: 'notebook',
      connectivity: 4,
      gap: 2,
    };
    expect(weightMap(fixtureLabel)).toEqual(weightMap(fixtureLabel, defaults));
    expect(nearestTwoCells(fixtureLabel)).toEqual(nearestTwoCells(fixtureLabel, { distanceTo: 'boundary' }));
  });

  it('says what is wrong with its arguments', () => {
    const label = picture('1');
    const message = (options: object) => () => weightMap(label, options);
    expect(message({ kind: 'cells' })).toThrow(
      new RangeError(`weightMap: kind must be "classes" or "instances", got "cells"`),
    );
    expect(message({ gap: 3 })).toThrow(new RangeError('weightMap: gap must be 1 or 2, got 3'));
    expect(message({ sigma: -5 })).toThrow(new RangeError('weightMap: sigma must be a finite number > 0, got -5'));
    expect(message({ balance: [1, Number.NaN] })).toThrow(
      new RangeError('weightMap: balance[1] must be a finite number >= 0, got NaN'),
    );
    expect(message({ connectivity: 6 })).toThrow(new RangeError('weightMap: connectivity must be 4 or 8, got 6'));
    expect(message({ sigmaa: 5 })).toThrow(
      new TypeError(
        'weightMap: options.sigmaa is not an option, only kind, w0, sigma, region, distanceTo, connectivity, balance, gap, cells',
      ),
    );
    expect(message({ cells: picture('11') })).toThrow(
      new RangeError('weightMap: cells must have the size of the label, 1 x 1, got 1 x 2'),
    );
    expect(message({ kind: 'instances', cells: label })).toThrow(
      new RangeError('weightMap: cells must go with kind "classes": instances have numbers of their own'),
    );
    expect(message({ balance: 'equal' })).toThrow(/^weightMap: balance must be "notebook", .* got "equal"$/);
    expect(() => weightMap({ height: 1, width: 1, data: Int32Array.of(-1) })).toThrow(
      new RangeError('weightMap: label must hold classes from 0 to 0, got -1 at row 0, column 0'),
    );
  });
});
