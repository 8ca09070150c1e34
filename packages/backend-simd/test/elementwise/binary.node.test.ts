import * as tf from '@tensorflow/tfjs-core';
import type { SimdBackend } from '@unet/backend-simd';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration } from '../support/configurations.ts';
import { booleans, integers, noise, type PlainTensor, roughNoise } from '../support/plain-tensor.ts';

type Operation = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** Operations that round once, and therefore to the same value as in double precision. */
const exact: [string, Operation, string][] = [
  ['add', tf.add, 'add'],
  ['sub', tf.sub, 'subtract'],
  ['mul', tf.mul, 'multiply'],
  ['div', tf.div, 'divide'],
  ['maximum', tf.maximum, 'maximum'],
  ['minimum', tf.minimum, 'minimum'],
  ['equal', tf.equal, 'equal'],
  ['notEqual', tf.notEqual, 'notEqual'],
  ['less', tf.less, 'less'],
  ['lessEqual', tf.lessEqual, 'lessEqual'],
  ['greater', tf.greater, 'less'],
  ['greaterEqual', tf.greaterEqual, 'lessEqual'],
  ['prelu', tf.prelu, 'leaky'],
];

const integerKernels: [string, Operation, string][] = [
  ['add', tf.add, 'addIntegers'],
  ['sub', tf.sub, 'subtractIntegers'],
  ['equal', tf.equal, 'equalIntegers'],
  ['notEqual', tf.notEqual, 'notEqualIntegers'],
  ['less', tf.less, 'lessIntegers'],
  ['lessEqual', tf.lessEqual, 'lessEqualIntegers'],
  ['greater', tf.greater, 'lessIntegers'],
  ['greaterEqual', tf.greaterEqual, 'lessEqualIntegers'],
];

/** Pairs of shapes that go together: each length is 1 in one of the two now and then, and leading axes are missing. */
const shapes = fc
  .tuple(
    fc.array(
      fc.record({
        length: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 15, max: 18 })),
        stays: fc.constantFrom('neither', 'neither', 'a', 'b'),
      }),
      { maxLength: 5 },
    ),
    fc.nat(5),
    fc.boolean(),
  )
  .map(([axes, missing, first]) => {
    const a = axes.map(({ length, stays }) => (stays === 'a' ? 1 : length));
    const b = axes.map(({ length, stays }) => (stays === 'b' ? 1 : length));
    return first ? { a: a.slice(missing), b } : { a, b: b.slice(missing) };
  })
  .filter(({ a, b }) => size(a) * size(b) < 1e6);

/** Pairs whose result is large enough for the threads to share it, in every form, of sizes that divide by nothing. */
const largeShapes: [a: number[], b: number[]][] = [
  [[70_003], [70_003]],
  [[70_003], []],
  [[], [70_003]],
  [[1003, 67], [67]],
  [[67], [1003, 67]],
  [
    [1003, 67],
    [1003, 1],
  ],
  [
    [1003, 1],
    [1003, 67],
  ],
  [
    [301, 1],
    [1, 307],
  ],
  [
    [3, 1, 101, 1],
    [1, 29, 1, 17],
  ],
  [
    [20_001, 3],
    [20_001, 1],
  ],
  [[5], [20_001, 5]],
  [
    [4, 1, 1500, 1],
    [1, 3, 1500, 11],
  ],
  [
    [1, 1, 1, 7],
    [1, 100, 150, 7],
  ],
];

describe.each(configurations)('$name', (configuration) => {
  onConfiguration(configuration);

  test.each(exact)('%s of any shapes', async (_, operation, kernel) => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(), async ({ a, b }, seed) => {
        const ran = await expectAsOnCpu([roughNoise(a, seed), roughNoise(b, seed + 1)], operation);
        const results = size(tf.backend_util.assertAndGetBroadcastShape(a, b));
        // Five axes that cannot be joined are left to cpu.
        if (a.length < 5 && b.length < 5) expect(ran.at(-1)).toBe(results === 0 ? undefined : kernel);
      }),
      { numRuns: 10 },
    );
  });

  test.each(largeShapes)('[%s] and [%s] on all threads', async (a, b) => {
    // All run along the same axes; a difference that is not commutative, a product, and one that gives bytes.
    const some: typeof exact = [
      ['sub', tf.sub, 'subtract'],
      ['mul', tf.mul, 'multiply'],
      ['less', tf.less, 'less'],
    ];
    for (const [, operation, kernel] of some) {
      expect(await expectAsOnCpu([noise(a, 1), noise(b, 2)], operation)).toContain(kernel);
    }
  });

  test.each(integerKernels)('%s of whole numbers', async (_, operation, kernel) => {
    const few = [integers([3, 37], 1), integers([37], 2)];
    expect(await expectAsOnCpu(few, operation)).toEqual([kernel]);
    const huge: PlainTensor = { shape: [3], dtype: 'int32', values: new Int32Array([2 ** 31 - 1, -(2 ** 31), 5]) };
    expect(await expectAsOnCpu([huge, huge], operation)).toEqual([kernel]);
  });

  test('where rows are short, the operand that stays is written out, and only that', async () => {
    expect(await runsOf([20_001, 3], [20_001, 1])).toEqual(['stridedCopy', 'subtract']);
    expect(await runsOf([3], [20_001, 3])).toEqual(['stridedCopy', 'subtract']);
    expect(await runsOf([3000, 1, 3], [1, 2, 1])).toEqual(['stridedCopy', 'stridedCopy', 'subtract']);
    expect(await runsOf([1001, 30], [1001, 1])).toEqual(['subtract']);
  });

  test('squared difference rounds twice', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(), async ({ a, b }, seed) => {
        await expectAsOnCpu([noise(a, seed), noise(b, seed + 1)], tf.squaredDifference as Operation, {
          relative: 2 ** -22,
        });
      }),
      { numRuns: 10 },
    );
  });

  test('other types are as on cpu', async () => {
    const flags = [booleans([5, 3], 1), booleans([3], 2)];
    await expectAsOnCpu(flags, tf.add as Operation);
    await expectAsOnCpu(flags, tf.equal as Operation);
    await expectAsOnCpu([integers([5], 1), integers([5], 2, 1, 9)], tf.mul as Operation);
    await expectAsOnCpu([integers([5], 1), noise([5], 2)], tf.add as Operation);
    await expectAsOnCpu([booleans([5], 1), noise([5], 2)], tf.mul as Operation);
  });

  test('shapes that do not go together are refused', () => {
    const [a, b] = [tf.zeros([2, 3]), tf.zeros([2])];
    expect(() => tf.add(a, b)).toThrow('Operands could not be broadcast together with shapes 2,3 and 2.');
    tf.dispose([a, b]);
  });
});

/** What runs for a difference, in order. */
async function runsOf(a: number[], b: number[]): Promise<string[]> {
  const simd = tf.backend() as SimdBackend;
  const kernels: string[] = [];
  const run = vi.spyOn(simd, 'run').mockImplementation((kernel) => void kernels.push(kernel));
  tf.tidy(() => tf.sub(tf.zeros(a), tf.zeros(b)));
  run.mockRestore();
  return kernels;
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
