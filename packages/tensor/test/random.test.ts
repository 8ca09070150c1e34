import { createRandom, type Random, restoreRandom } from '@unet/tensor/arrays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const WORDS = 2 ** 32;

function draw(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.uniform());
}

/** Sum over the cells of (observed - expected)^2 / expected. */
function chiSquare(observed: readonly number[], expected: number): number {
  return observed.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (x: readonly number[], meanX: number, y: readonly number[], meanY: number) =>
    x.reduce((sum, value, index) => sum + (value - meanX) * (y[index]! - meanY), 0);
  return product(a, meanA, b, meanB) / Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB));
}

describe('the generator', () => {
  test('is xoroshiro128+: its published form from the seed (1, 2), lower words', () => {
    // s0 = 1, s1 = 2. First 1 + 2; then s1 = rotl(3, 37) and s0 = rotl(1, 24) ^ 3 ^ (3 << 16), whose sum is 412333834243.
    const sums = [
      3n,
      412333834243n,
      2360170716294286339n,
      9295852285959843169n,
      2797080929874688578n,
      6019711933173041966n,
      3076529664176959358n,
      3521761819100106140n,
      7493067640054542992n,
      920801338098114767n,
    ];
    const random = restoreRandom({ path: '', words: [0, 1, 0, 2] });
    expect(draw(random, 10).map((value) => value * WORDS)).toEqual(sums.map((sum) => Number(sum % BigInt(WORDS))));
  });

  test('is xoroshiro128+ from any state, against the definition in 64-bit integers', () => {
    const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(word, word, word, word, (s01, s00, s11, s10) => {
        fc.pre(s01 !== 0 || s00 !== 0 || s11 !== 0 || s10 !== 0);
        const join = (high: number, low: number) => (BigInt.asUintN(32, BigInt(high)) << 32n) | BigInt(low >>> 0);
        const rotate = (value: bigint, by: bigint) => BigInt.asUintN(64, value << by) | (value >> (64n - by));
        let s0 = join(s01, s00);
        let s1 = join(s11, s10);
        const random = restoreRandom({ path: '', words: [s01, s00, s11, s10] });
        for (let count = 0; count < 50; count++) {
          expect(random.uniform() * WORDS).toBe(Number(BigInt.asUintN(32, s0 + s1)));
          s1 ^= s0;
          s0 = rotate(s0, 24n) ^ s1 ^ BigInt.asUintN(64, s1 << 16n);
          s1 = rotate(s1, 37n);
        }
      }),
    );
  });

  test('keeps its numbers from release to release, for saved runs continue from them', () => {
    expect(createRandom(42).state).toMatchInlineSnapshot(`
      {
        "path": "42",
        "words": [
          686566589,
          199842895,
          -910352649,
          -252963724,
        ],
      }
    `);
    expect(createRandom('phantom').fork('slice').fork(3).state).toMatchInlineSnapshot(`
      {
        "path": ""phantom"/"slice"/3",
        "words": [
          1403631546,
          -1371154701,
          -1014286751,
          -12723589,
        ],
      }
    `);
    expect(draw(createRandom(42), 3)).toMatchInlineSnapshot(`
      [
        0.9876318431925029,
        0.14936718111857772,
        0.012633048463612795,
      ]
    `);
    const random = createRandom(42);
    expect([random.integer(6), random.integer(6), random.integer(1000)]).toMatchInlineSnapshot(`
      [
        5,
        0,
        12,
      ]
    `);
    expect(random.shuffle([0, 1, 2, 3, 4, 5, 6, 7])).toMatchInlineSnapshot(`
      [
        7,
        5,
        4,
        1,
        6,
        2,
        3,
        0,
      ]
    `);
    expect(random.normal()).toBeCloseTo(-1.4228423638703522, 14);
  });

  test.each([0, -0, -1, 0.5, 1e300, '', 'a', '\ud800'])('starts from the seed %j', (seed) => {
    const values = draw(createRandom(seed), 1000);
    expect(new Set(values).size).toBeGreaterThan(998);
    expect(values).toEqual(draw(createRandom(seed), 1000));
  });

  test('tells seeds apart, a number from its text and a seed from a fork', () => {
    const first = (random: Random) => draw(random, 2).join();
    const streams = [
      createRandom(1),
      createRandom('1'),
      createRandom(2),
      createRandom(1).fork('a'),
      createRandom('1/"a"'),
      createRandom(''),
    ];
    expect(new Set(streams.map(first)).size).toBe(streams.length);
  });
});

describe('uniform', () => {
  test('has the moments and the flat histogram of the uniform distribution', () => {
    const count = 200_000;
    const values = draw(createRandom('uniform'), count);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
    // Four standard errors: sqrt(1/12/n) of the mean, sqrt(1/180/n) of the variance.
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / count));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / count));

    const cells = new Array<number>(256).fill(0);
    for (const value of values) cells[Math.floor(value * 256)]!++;
    // 255 degrees of freedom: mean 255, standard deviation sqrt(510); also too even a histogram is wrong.
    expect(Math.abs(chiSquare(cells, count / 256) - 255)).toBeLessThan(4 * Math.sqrt(510));
  });

  test('does not follow its own past', () => {
    const values = draw(createRandom('lag'), 50_000);
    for (const lag of [1, 2, 3, 7]) {
      expect(Math.abs(correlation(values.slice(lag), values.slice(0, -lag)))).toBeLessThan(4 / Math.sqrt(50_000));
    }
  });

  test('maps [0, 1) to [low, high)', () => {
    const [plain, scaled] = [createRandom(5), createRandom(5)];
    for (let count = 0; count < 100; count++) {
      expect(scaled.uniform(-3, 5)).toBe(-3 + plain.uniform() * 8);
    }
    const largest = restoreRandom({ path: '', words: [0, -1, 0, 0] });
    expect(largest.uniform()).toBe(1 - 1 / WORDS);
    expect(restoreRandom({ path: '', words: [1, 0, 0, 0] }).uniform(-3, 5)).toBe(-3);
  });
});

describe('normal', () => {
  test('has the moments and the tails of the normal distribution', () => {
    const random = createRandom('normal');
    const count = 200_000;
    const values = Array.from({ length: count }, () => random.normal());
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / count;
    // Four standard errors, from the moments of the distribution: 1, 3, 15 and 105 for the even powers 2 to 8.
    expect(Math.abs(moment(1))).toBeLessThan(4 * Math.sqrt(1 / count));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
    expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / count));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / count));
    for (const [limit, share] of [
      [0, 0.5],
      [1, 0.158655],
      [2, 0.02275],
      [3, 0.00135],
    ] as const) {
      const above = values.filter((value) => value > limit).length / count;
      expect(Math.abs(above - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / count));
    }
  });

  test('moves to the mean, stretches to sigma and draws two words, whatever they are', () => {
    const [standard, moved] = [createRandom(6), createRandom(6)];
    for (let count = 0; count < 100; count++) {
      expect(moved.normal(10, 0.5)).toBeCloseTo(10 + 0.5 * standard.normal(), 12);
    }
    const [drawn, skipped] = [createRandom(6), createRandom(6)];
    drawn.normal(0, 0);
    draw(skipped, 2);
    expect(drawn.state).toEqual(skipped.state);
  });

  test('is finite for the smallest and the largest word', () => {
    const zeroFirst = restoreRandom({ path: '', words: [1, 0, 0, 0] }).normal();
    expect(Object.is(zeroFirst, 0) || Object.is(zeroFirst, -0)).toBe(true);
    const largest = restoreRandom({ path: '', words: [0, -1, 0, 0] }).normal();
    expect(Number.isFinite(largest)).toBe(true);
    expect(Math.abs(largest)).toBeLessThan(6.7);
  });
});

describe('integer', () => {
  test.each([2, 3, 6, 7, 10, 100])('below %d is equally likely', (bound) => {
    const random = createRandom('integer');
    const count = 60_000;
    const cells = new Array<number>(bound).fill(0);
    for (let index = 0; index < count; index++) cells[random.integer(bound)]!++;
    expect(chiSquare(cells, count / bound)).toBeLessThan(bound - 1 + 5 * Math.sqrt(2 * (bound - 1)));
  });

  test('is not biased where the bound does not divide 2^32', () => {
    // For bound 3 * 2^30 the remainder of a word would fall in the lowest third with probability 1/2.
    const random = createRandom('bias');
    const bound = 3 * 2 ** 30;
    const count = 30_000;
    const thirds = [0, 0, 0];
    for (let index = 0; index < count; index++) thirds[Math.floor(random.integer(bound) / 2 ** 30)]!++;
    expect(chiSquare(thirds, count / 3)).toBeLessThan(14); // P < 0.001 for 2 degrees of freedom
  });

  test('takes the highest bits, for the lowest of this generator are linear', () => {
    const [integers, words] = [createRandom(8), createRandom(8)];
    for (let count = 0; count < 200; count++) {
      expect(integers.integer(2)).toBe(words.uniform() < 0.5 ? 0 : 1);
    }
  });

  test('draws words past the last whole share again', () => {
    // Lower sum 2^32 - 1: for bound 3 a share is 1431655765 words, three shares end just before that word.
    const random = restoreRandom({ path: '', words: [0, -1, 0, 0] });
    const after = restoreRandom({ path: '', words: [0, -1, 0, 0] });
    after.uniform();
    expect(random.integer(3)).toBe(Math.floor((after.uniform() * WORDS) / 1431655765));
    expect(random.state).toEqual(after.state);
  });

  test('accepts the smallest and the largest bound', () => {
    const [random, words] = [createRandom(9), createRandom(9)];
    expect(random.integer(2 ** 32)).toBe(words.uniform() * WORDS);
    expect(random.integer(1)).toBe(0);
  });

  test.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (bound) => {
    expect(() => createRandom(1).integer(bound)).toThrow(
      new RangeError(`Random.integer: bound must be an integer from 1 to 2^32, got ${bound}`),
    );
  });

  test('names a bound that is no number', () => {
    expect(() => createRandom(1).integer('6' as unknown as number)).toThrow(
      new RangeError('Random.integer: bound must be an integer from 1 to 2^32, got "6"'),
    );
  });
});

describe('shuffle', () => {
  test('returns a permutation and leaves the items alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const copy = [...items];
        const shuffled = createRandom(seed).shuffle(items);
        expect(items).toEqual(copy);
        expect(shuffled).not.toBe(items);
        const ascending = (a: number, b: number) => a - b;
        expect(shuffled.sort(ascending)).toEqual(copy.sort(ascending));
      }),
    );
  });

  test('makes all 24 orders of four items equally likely', () => {
    const random = createRandom('orders');
    const count = 24_000;
    const seen = new Map<string, number>();
    for (let index = 0; index < count; index++) {
      const order = random.shuffle(['a', 'b', 'c', 'd']).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    expect(chiSquare([...seen.values()], count / 24)).toBeLessThan(49.7); // P < 0.001 for 23 degrees of freedom
  });
});

describe('fork', () => {
  test('depends on the seed and the name, not on what was drawn', () => {
    const fresh = createRandom(3);
    const used = createRandom(3);
    used.normal();
    used.shuffle([1, 2, 3]);
    used.fork('other').uniform();
    expect(draw(used.fork('sample'), 20)).toEqual(draw(fresh.fork('sample'), 20));
  });

  test('does not change the stream that it leaves', () => {
    const [forked, plain] = [createRandom(3), createRandom(3)];
    draw(forked.fork('sample'), 5);
    expect(draw(forked, 20)).toEqual(draw(plain, 20));
  });

  test('gives the same stream from a restored parent', () => {
    const parent = createRandom(3).fork('epoch');
    draw(parent, 7);
    const restored = restoreRandom(parent.state);
    expect(restored.fork(4).state).toEqual(parent.fork(4).state);
  });

  test('tells names, their order and their nesting apart', () => {
    const root = createRandom(3);
    const forks = [
      root.fork('a'),
      root.fork('b'),
      root.fork(1),
      root.fork('1'),
      root.fork(''),
      root.fork('a').fork('b'),
      root.fork('b').fork('a'),
      root.fork('a/b'),
      root.fork('a"/"b'),
      createRandom(4).fork('a'),
      root,
    ];
    expect(new Set(forks.map((fork) => draw(fork, 2).join())).size).toBe(forks.length);
  });

  test('makes streams of neighbouring names that are independent', () => {
    const root = createRandom('forks');
    const streams = Array.from({ length: 24 }, (_, index) => draw(root.fork(index), 4000));
    for (let a = 0; a < streams.length; a++) {
      for (let b = 0; b < a; b++) {
        // 276 pairs: five standard errors would be passed by chance once in six thousand runs.
        expect(Math.abs(correlation(streams[a]!, streams[b]!))).toBeLessThan(5 / Math.sqrt(4000));
      }
    }
  });

  test('spreads the first numbers of neighbouring names evenly', () => {
    const root = createRandom('firsts');
    const count = 25_600;
    const cells = new Array<number>(256).fill(0);
    for (let index = 0; index < count; index++) {
      const fork = root.fork(index);
      cells[Math.floor(fork.uniform() * 16) * 16 + Math.floor(fork.uniform() * 16)]!++;
    }
    expect(Math.abs(chiSquare(cells, count / 256) - 255)).toBeLessThan(4 * Math.sqrt(510));
  });

  test.each([
    [Number.NaN, 'NaN'],
    [undefined, 'undefined'],
    [{}, '{}'],
  ])('refuses the name %s', (name, described) => {
    expect(() => createRandom(1).fork(name as string)).toThrow(
      new TypeError(`Random.fork: name must be a string or a finite number, got ${described}`),
    );
  });
});

describe('state', () => {
  test('continues exactly, also after a trip through JSON', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.constantFrom('uniform', 'normal', 'integer', 'shuffle')), (seed, steps) => {
        const random = createRandom(seed);
        for (const step of steps) {
          if (step === 'integer') random.integer(6);
          else if (step === 'shuffle') random.shuffle([1, 2, 3]);
          else random[step as 'uniform' | 'normal']();
        }
        const restored = restoreRandom(JSON.parse(JSON.stringify(random.state)));
        expect(restored.state).toEqual(random.state);
        expect(draw(restored, 5)).toEqual(draw(random, 5));
        expect(restored.normal()).toBe(random.normal());
      }),
    );
  });

  test('is a snapshot', () => {
    const random = createRandom(1);
    const state = random.state;
    const copy = structuredClone(state);
    random.uniform();
    expect(state).toEqual(copy);
    expect(random.state).not.toEqual(copy);
    (state.words as number[])[0] = 7;
    expect(restoreRandom(copy).uniform()).toBe(createRandom(1).uniform());
  });

  test.each([
    undefined,
    null,
    {},
    { path: 1, words: [1, 2, 3, 4] },
    { path: 'a', words: [1, 2, 3] },
    { path: 'a', words: [0, 0, 0, 0] },
    { path: 'a', words: [1, 2, 3, 0.5] },
    { path: 'a', words: [1, 2, 3, 2 ** 31] },
    { path: 'a', words: [1, 2, 3, Number.NaN] },
    { path: 'a', words: '1234' },
  ])('refuses %j', (state) => {
    expect(() => restoreRandom(state as never)).toThrow(
      new TypeError('restoreRandom: state must be { path, words } as read from Random.state'),
    );
  });
});

test.each([
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  [undefined, 'undefined'],
  [null, 'null'],
  [[1], 'Array(1)'],
])('createRandom refuses the seed %s', (seed, described) => {
  expect(() => createRandom(seed as number)).toThrow(
    new TypeError(`createRandom: seed must be a string or a finite number, got ${described}`),
  );
});
