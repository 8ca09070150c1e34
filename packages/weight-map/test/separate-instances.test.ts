import { labelFromInstances, separateInstances } from '@unet/weight-map/arrays';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instanceMaps, picture } from './brute-force.ts';

describe('separateInstances', () => {
  it('takes one pixel from either side, whether widths are even or odd', () => {
    expect(separateInstances(picture('1122', '1122'))).toEqual(picture('1..2', '1..2'));
    expect(separateInstances(picture('111222', '111222'))).toEqual(picture('11..22', '11..22'));
  });

  it('takes one pixel from the lower number with gap 1', () => {
    expect(separateInstances(picture('111222'), { gap: 1 })).toEqual(picture('11.222'));
    expect(separateInstances(picture('222111'), { gap: 1 })).toEqual(picture('222.11'));
    expect(separateInstances(picture('1', '1', '3', '3'), { gap: 1 })).toEqual(picture('1', '.', '3', '3'));
  });

  it('sees cells that touch at a corner, in every direction', () => {
    const corners = picture('11..', '11..', '..22', '..22');
    expect(separateInstances(corners)).toEqual(picture('11..', '1...', '...2', '..22'));
    expect(separateInstances(corners, { gap: 1 })).toEqual(picture('11..', '1...', '..22', '..22'));
    expect(separateInstances(picture('..22', '..22', '11..', '11..'))).toEqual(picture('..22', '...2', '1...', '11..'));
  });

  it('lets three cells that meet keep their distance', () => {
    const three = picture('111222', '111222', '111222', '333333', '333333', '333333');
    expect(separateInstances(three)).toEqual(picture('11..22', '11..22', '......', '......', '333333', '333333'));
    expect(separateInstances(three, { gap: 1 })).toEqual(
      picture('11.222', '11.222', '......', '333333', '333333', '333333'),
    );
  });

  it('leaves cells alone that have background between them, and does not wrap around the image', () => {
    const apart = picture('11.22', '11.22', '.....', '33.44');
    expect(separateInstances(apart)).toEqual(apart);
    const sides = picture('...1', '2...');
    expect(separateInstances(sides)).toEqual(sides);
  });

  it('may make a thin instance vanish, or cut it', () => {
    expect(separateInstances(picture('11322'))).toEqual(picture('1...2'));
    expect(separateInstances(picture('11111', '.222.', '22222'))).toEqual(picture('.....', '.....', '22222'));
  });

  it('never lets instances touch, changes nothing else, and has nothing to do the second time', () => {
    fc.assert(
      fc.property(instanceMaps, fc.constantFrom(1 as const, 2 as const), (instances, gap) => {
        const before = instances.data.slice();
        const separated = separateInstances(instances, { gap });
        expect(instances.data).toEqual(before);
        expect(separateInstances(separated, { gap })).toEqual(separated);
        const { width } = instances;
        instances.data.forEach((value, pixel) => {
          const touching = instances.data.some(
            (other, at) =>
              other !== 0 &&
              other !== value &&
              Math.abs(Math.floor(at / width) - Math.floor(pixel / width)) <= 1 &&
              Math.abs((at % width) - (pixel % width)) <= 1 &&
              (gap === 2 || other > value),
          );
          expect(separated.data[pixel]).toBe(touching ? 0 : value);
        });
      }),
    );
  });

  it('says what is wrong with its arguments', () => {
    expect(() => separateInstances(picture('1'), { gap: 3 as 2 })).toThrow(
      new RangeError('separateInstances: gap must be 1 or 2, got 3'),
    );
    expect(() => separateInstances({ height: 1, width: 2, data: new Int32Array(1) })).toThrow(
      /^separateInstances: instances\.data must hold/,
    );
  });
});

describe('labelFromInstances', () => {
  it('is 1 on what is left of the cells', () => {
    expect(labelFromInstances(picture('.4499'))).toEqual(picture('.1..1'));
    expect(labelFromInstances(picture('.4499'), { gap: 1 })).toEqual(picture('.1.11'));
  });

  it('says what is wrong with its arguments', () => {
    expect(() => labelFromInstances(picture('1'), { gap: 0 as 2 })).toThrow(
      new RangeError('labelFromInstances: gap must be 1 or 2, got 0'),
    );
  });
});
