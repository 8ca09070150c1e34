import { classBalanceMap, classWeights } from '@unet/weight-map/arrays';
import { expectAllClose } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instanceMaps, picture } from './brute-force.ts';

const float = Math.fround;

describe('classWeights', () => {
  it('weighs two classes as the notebook: 1 on cells, cell pixels / background pixels on the background', () => {
    expect([...classWeights(picture('11.', '1..'), { classes: 2 })]).toEqual([1, 1]);
    expect([...classWeights(picture('1..', '...'), { classes: 2 })]).toEqual([float(1 / 5), 1]);
    expect([...classWeights(picture('111', '11.'), { classes: 2 })]).toEqual([5, 1]);
  });

  it('gives all classes the same total, the mean of those but the background', () => {
    expect([...classWeights(picture('1222', '....', '....'), { classes: 3 })]).toEqual([2 / 8, 2 / 1, float(2 / 3)]);
  });

  it('can make the mean weight 1', () => {
    const [background, one, two] = classWeights(picture('1222', '....', '....'), {
      classes: 3,
      balance: 'inverse-frequency',
    });
    expectAllClose([background, one, two], [12 / 24, 12 / 3, 12 / 9], { relative: 1e-7 });
    fc.assert(
      fc.property(instanceMaps, (label) => {
        const map = classBalanceMap(label, { balance: 'inverse-frequency' }).data;
        expectAllClose([map.reduce((sum, weight) => sum + weight)], [map.length], { relative: 1e-5 });
      }),
    );
  });

  it('can leave the classes alone', () => {
    expect([...classWeights(picture('12'), { classes: 4, balance: 'none' })]).toEqual([1, 1, 1, 1]);
  });

  it('gives 1 to a class without pixels, and to the only one', () => {
    expect([...classWeights(picture('..'), { classes: 2 })]).toEqual([1, 1]);
    expect([...classWeights(picture('11'), { classes: 2 })]).toEqual([1, 1]);
    expect([...classWeights(picture('.'), { classes: 1 })]).toEqual([1]);
    expect([...classWeights(picture('.3', '..'), { classes: 4 })]).toEqual([float(1 / 3), 1, 1, 1]);
    expect([...classWeights(picture('..'), { classes: 2, balance: 'inverse-frequency' })]).toEqual([1, 1]);
    expect([...classWeights(picture('.22', '...'), { classes: 3, balance: 'inverse-frequency' })]).toEqual([
      0.75, 1, 1.5,
    ]);
  });

  it('has as many classes as the largest value says, unless told', () => {
    const label = picture('1222', '....', '....');
    expect(classWeights(label)).toEqual(classWeights(label, { classes: 3 }));
    expect([...classWeights(label, { balance: 'none' })]).toEqual([1, 1, 1]);
    expect([...classWeights(label, { classes: undefined, balance: 'none' })]).toEqual([1, 1, 1]);
    expect(classWeights(label, { classes: 5 })).toHaveLength(5);
    expect([...classWeights(picture('..'))]).toEqual([1]);
  });

  it('says what is wrong with its arguments', () => {
    expect(() => classWeights({ height: 1, width: 2, data: Int32Array.of(-1, 2) })).toThrow(
      new RangeError('classWeights: label must hold classes from 0 to 2, got -1 at row 0, column 0'),
    );
    expect(() => classWeights(picture('12'), { classes: 2 })).toThrow(
      new RangeError('classWeights: label must hold classes from 0 to 1, got 2 at row 0, column 1'),
    );
    expect(() => classWeights({ height: 1, width: 1, data: Int32Array.of(-1) }, { classes: 2 })).toThrow(
      new RangeError('classWeights: label must hold classes from 0 to 1, got -1 at row 0, column 0'),
    );
    expect(() => classWeights(picture('1'), { classes: 0 })).toThrow(
      new RangeError('classWeights: classes must be a positive integer, got 0'),
    );
    expect(() => classWeights(picture('1'), { classes: 2, balance: 'equal' as 'none' })).toThrow(
      new RangeError(
        `classWeights: balance must be "notebook", "inverse-frequency", "none" or one weight for each class, got "equal"`,
      ),
    );
  });
});

describe('classBalanceMap', () => {
  it('gives every pixel the weight of its class', () => {
    expect([...classBalanceMap(picture('.12', '2..')).data].map(float)).toEqual(
      [0.5, 1.5, 0.75, 0.75, 0.5, 0.5].map(float),
    );
    expect([...classBalanceMap(picture('.12', '2..'), { balance: [0, 3, 4] }).data]).toEqual([0, 3, 4, 4, 0, 0]);
    expect([...classBalanceMap(picture('.1'), { balance: Float32Array.of(0.5, 2) }).data]).toEqual([0.5, 2]);
  });

  it('says what is wrong with its arguments', () => {
    expect(() => classBalanceMap(picture('12'), { balance: [1, 1] })).toThrow(
      new RangeError('classBalanceMap: label must hold classes from 0 to 1, got 2 at row 0, column 1'),
    );
    expect(() => classBalanceMap({ height: 1, width: 2, data: Int32Array.of(-1, 2) })).toThrow(
      new RangeError('classBalanceMap: label must hold classes from 0 to 2, got -1 at row 0, column 0'),
    );
    expect(() => classBalanceMap(picture('1'), { balance: [1, -2] })).toThrow(
      new RangeError('classBalanceMap: balance[1] must be a finite number >= 0, got -2'),
    );
    expect(() => classBalanceMap(picture('1'), { balance: [Number.NaN, 1] })).toThrow(
      new RangeError('classBalanceMap: balance[0] must be a finite number >= 0, got NaN'),
    );
    expect(() => classBalanceMap(picture('1'), { balance: null as unknown as number[] })).toThrow(
      new RangeError(
        `classBalanceMap: balance must be "notebook", "inverse-frequency", "none" or one weight for each class, got null`,
      ),
    );
  });
});
