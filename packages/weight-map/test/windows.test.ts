import { connectedComponents } from '@unet/components/arrays';
import { phantomSlices } from '@unet/phantom/arrays';
import type { LabelArray, WeightArray } from '@unet/tensor/arrays';
import { mirror } from '@unet/tensor/internal';
import {
  classWeights,
  labelFromInstances,
  type WeightMapOptions,
  weightMap,
  weightMapContext,
} from '@unet/weight-map/arrays';
import { expectAllClose } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instanceMaps, picture } from './brute-force.ts';

interface Window {
  readonly row: number;
  readonly column: number;
  readonly height: number;
  readonly width: number;
}

/** A window with context on every side, mirrored beyond the slice. */
function cut(label: LabelArray, window: Window, context: number, boundary: 'symmetric' | 'reflect'): LabelArray {
  const [height, width] = [window.height + 2 * context, window.width + 2 * context];
  const data = new Int32Array(height * width);
  for (let pixel = 0; pixel < data.length; pixel++) {
    const row = mirror(window.row - context + Math.floor(pixel / width), label.height, boundary);
    const column = mirror(window.column - context + (pixel % width), label.width, boundary);
    data[pixel] = label.data[row * label.width + column]!;
  }
  return { height, width, data };
}

function crop(map: WeightArray, { row, column, height, width }: Window): Float32Array {
  return Float32Array.from(
    { length: height * width },
    (_, pixel) => map.data[(row + Math.floor(pixel / width)) * map.width + column + (pixel % width)]!,
  );
}

/** The weights of a window as `weightMapContext` says: with context, the slice's cells and its class weights; cropped. */
function windowWeights(
  label: LabelArray,
  window: Window,
  options: WeightMapOptions,
  boundary: 'symmetric' | 'reflect' = 'symmetric',
): Float32Array {
  const { kind = 'classes', connectivity = 4, gap } = options;
  const context = weightMapContext(options);
  const isClassMap = kind === 'classes';
  const classMap = isClassMap ? label : labelFromInstances(label, { gap });
  const classes = isClassMap ? classMap.data.reduce((last, value) => Math.max(last, value), 0) + 1 : 2;
  const weights = weightMap(cut(label, window, context, boundary), {
    ...options,
    balance: classWeights(classMap, { classes }),
    ...(isClassMap
      ? { cells: cut(connectedComponents(label, { connectivity }).labels, window, context, boundary) }
      : {}),
  });
  return crop(weights, { ...window, row: context, column: context });
}

function expectSame(label: LabelArray, window: Window, options: WeightMapOptions, boundary?: 'symmetric' | 'reflect') {
  const whole = crop(weightMap(label, options), window);
  // float32 rounds weights beyond 16 to more than 1e-6.
  expectAllClose(windowWeights(label, window, options, boundary), whole, { absolute: 1e-6, relative: 2 ** -23 });
}

/** Windows in all corners, at all borders, in the middle, and the whole. */
function windowsOf({ height, width }: LabelArray, side: number): Window[] {
  const at = (length: number) => [0, Math.floor((length - side) / 2), length - side];
  const squares = at(height).flatMap((row) => at(width).map((column) => ({ row, column, height: side, width: side })));
  return [...squares, { row: 0, column: 0, height, width }];
}

const kinds: readonly WeightMapOptions[] = [
  {},
  { connectivity: 8 },
  { sigma: 2, w0: 100 },
  { sigma: 9.3, w0: 0.5, region: 'background' },
  { distanceTo: 'cell' },
  { w0: 0 },
  { kind: 'instances' },
  { kind: 'instances', gap: 1, sigma: 3 },
  { kind: 'instances', distanceTo: 'cell', region: 'background' },
  { kind: 'instances', w0: 0 },
];

describe('the weights of a window are those of the whole slice', () => {
  const [phantom] = phantomSlices({ seed: 5, count: 1, height: 120, width: 96 });

  it.each(kinds)('on a phantom: %o', (options) => {
    const label = options.kind === 'instances' ? phantom!.instances : phantom!.label;
    for (const window of windowsOf(label, 24)) expectSame(label, window, options);
  });

  it('on any small label, with any options, in any window', () => {
    const options = fc.record({
      kind: fc.constantFrom('classes' as const, 'instances' as const),
      connectivity: fc.constantFrom(4 as const, 8 as const),
      distanceTo: fc.constantFrom('boundary' as const, 'cell' as const),
      region: fc.constantFrom('everywhere' as const, 'background' as const),
      gap: fc.constantFrom(1 as const, 2 as const),
      sigma: fc.constantFrom(0.3, 1, 2.5),
      w0: fc.constantFrom(0, 1e-8, 1, 30),
    });
    const windows = fc.record({ row: fc.nat(), column: fc.nat(), height: fc.nat(), width: fc.nat() });
    fc.assert(
      fc.property(instanceMaps, options, windows, fc.boolean(), (map, how, picked, reflects) => {
        const label = how.kind === 'classes' ? { ...map, data: map.data.map((value) => value % 3) } : map;
        const height = 1 + (picked.height % label.height);
        const width = 1 + (picked.width % label.width);
        const row = picked.row % (label.height - height + 1);
        const column = picked.column % (label.width - width + 1);
        expectSame(label, { row, column, height, width }, how, reflects ? 'reflect' : 'symmetric');
      }),
      { numRuns: 300 },
    );
  });

  it('also where a cell is connected outside of the window and its context alone', () => {
    // One cell, a horseshoe of two arms; the window is between their ends.
    const side = 90;
    const data = Int32Array.from({ length: side * side }, (_, pixel) => {
      const [row, column] = [Math.floor(pixel / side), pixel % side];
      const arm = (row >= 4 && row < 8) || (row >= 12 && row < 16);
      return (arm && column < 86) || (row >= 4 && row < 16 && column >= 82 && column < 86) ? 1 : 0;
    });
    const label = { height: side, width: side, data };
    const window = { row: 2, column: 2, height: 16, width: 8 };
    expect(new Set(windowWeights(label, window, { balance: 'none' })).size).toBe(2);
    expectSame(label, window, {});
    // Without the slice's cells there would be a border between the arms.
    const apart = weightMap(cut(label, window, weightMapContext({}), 'symmetric'), { balance: 'none' });
    expect(Math.max(...apart.data)).toBeGreaterThan(5);
  });

  it('needs the context: without, a cell just outside does not count', () => {
    const label = picture('1.1');
    const window = { row: 0, column: 0, height: 1, width: 2 };
    const weights = classWeights(label, { classes: 2 });
    const blind = weightMap(cut(label, window, 0, 'symmetric'), { balance: weights });
    expect([...blind.data]).toEqual([1, 2]);
    expectSame(label, window, {});
  });
});

describe('cells', () => {
  it('joins components that share a number, directly or by way of others', () => {
    const label = picture('1.1.1.1');
    const none = weightMap(label, { balance: 'none' });
    expect(weightMap(label, { balance: 'none', cells: picture('.......') })).toEqual(none);
    expect(weightMap(label, { balance: 'none', cells: picture('1.2.3.4') })).toEqual(none);
    expect([...weightMap(label, { balance: 'none', cells: picture('5.5.5.5') }).data]).toEqual(new Array(7).fill(1));
    // The first pixel is of cell 7 and the second component of cells 7 and 8.
    const chain = picture('11..11..1');
    expect([...weightMap(chain, { balance: 'none', cells: picture('77..78..8') }).data]).toEqual(new Array(9).fill(1));
    const pairs = weightMap(chain, { balance: 'none', cells: picture('77..77..9') });
    expect(pairs).toEqual(weightMap(picture('11..11..2'), { kind: 'instances', balance: 'none' }));
  });

  it('counts on the label alone, not on its background', () => {
    const label = picture('1.1');
    expect(weightMap(label, { cells: picture('122') })).toEqual(weightMap(label));
  });
});

describe('weightMapContext', () => {
  it('is the distance beyond which a border is negligible, and what boundaries and gaps need', () => {
    // 5 sqrt(2 ln 1e8) = 30.3
    expect(weightMapContext()).toBe(32);
    expect(weightMapContext({ distanceTo: 'cell' })).toBe(31);
    expect(weightMapContext({ kind: 'instances' })).toBe(33);
    expect(weightMapContext({ sigma: 10, w0: 1 })).toBe(58);
    expect(weightMapContext({ w0: 0 })).toBe(0);
    expect(weightMapContext({ w0: 0, kind: 'instances' })).toBe(1);
  });

  it('says what is wrong with its arguments', () => {
    expect(() => weightMapContext({ sigma: 0 })).toThrow(
      new RangeError('weightMapContext: sigma must be a finite number > 0, got 0'),
    );
    expect(() => weightMapContext({ cells: 1 } as object)).toThrow(
      /^weightMapContext: options\.cells is not an option, only /,
    );
  });
});
