import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { describe } from './describe.ts';
import { seedWords } from './seed-words.ts';

/** Everything that a {@link Random} is, as plain JSON: save it in a checkpoint, continue with {@link restoreRandom}. */
export interface RandomState {
  /** The seed and the names of all forks since, as JSON between slashes: the identity from which {@link Random.fork} derives. */
  readonly path: string;
  /** The four 32-bit words of the generator. */
  readonly words: readonly number[];
}

/**
 * A seeded stream of random numbers. The same seed gives the same numbers on every machine and backend; only
 * {@link Random.normal} may differ in its last bit, because JavaScript leaves the rounding of `log` and `cos` to the engine.
 * Drawing changes the stream; forking does not.
 *
 * Method: xoroshiro128+ (Blackman and Vigna 2021, "Scrambled linear pseudorandom number generators"), the lower 32 bits of
 * each sum. Their lowest bits are weak (linear over GF(2)), so every number is made from the highest bits.
 */
export interface Random {
  /**
   * A number in [low, high), default [0, 1), in steps of `(high - low) / 2^32`. Storing it in float32 may round it up to `high`.
   */
  uniform(low?: number, high?: number): number;
  /** A normally distributed number, default mean 0 and standard deviation sigma 1 (Box and Muller 1958); at most 6.7 deviations out. */
  normal(mean?: number, sigma?: number): number;
  /**
   * An integer in [0, bound), each equally likely.
   * @throws RangeError unless `bound` is an integer from 1 to 2^32
   */
  integer(bound: number): number;
  /** The items in random order (Fisher and Yates), as a new array. */
  shuffle<T>(items: readonly T[]): T[];
  /**
   * An independent stream that depends on this one's seed and on the name alone, not on what was drawn: sample 17 of a run
   * is the same whether or not samples 0 to 16 were made. `fork(1)` and `fork('1')` differ.
   * @throws TypeError unless `name` is a string or a finite number
   */
  fork(name: string | number): Random;
  /** A snapshot; later draws do not change it. */
  readonly state: RandomState;
}

/**
 * Starts a stream of random numbers.
 * @param seed any string or finite number; `42` and `'42'` are different seeds
 * @throws TypeError if the seed is neither
 * @example
 * const random = createRandom(42);
 * const noise = random.fork('noise').normal(0, 0.1);
 */
export function createRandom(seed: string | number): Random {
  return startStream(pathSegment('createRandom: seed', seed));
}

/**
 * Continues a stream exactly where {@link Random.state} was read.
 * @throws TypeError unless `state` has the form of one
 */
export function restoreRandom(state: RandomState): Random {
  if (typeof state?.path !== 'string' || !isWords(state.words)) {
    throw new TypeError('restoreRandom: state must be { path, words } as read from Random.state');
  }
  return continueStream(state);
}

const WORDS = 2 ** 32;

function startStream(path: string): Random {
  return continueStream({ path, words: seedWords(path) });
}

function continueStream({ path, words }: RandomState): Random {
  const generator = xoroshiro128plusFromState(words);
  const word = (): number => generator.next() >>> 0;
  const unit = (): number => word() / WORDS;

  const integer = (bound: number): number => {
    if (!Number.isInteger(bound) || bound < 1 || bound > WORDS) {
      throw new RangeError(`Random.integer: bound must be an integer from 1 to 2^32, got ${describe(bound)}`);
    }
    // Equal shares of the words, by their highest bits; words past the last whole share are drawn again.
    const share = Math.floor(WORDS / bound);
    let result: number;
    do {
      result = Math.floor(word() / share);
    } while (result >= bound);
    return result;
  };

  return {
    uniform: (low = 0, high = 1) => low + unit() * (high - low),
    normal: (mean = 0, sigma = 1) => {
      // 1 - u lies in (0, 1], so that the logarithm is finite.
      const radius = Math.sqrt(-2 * Math.log(1 - unit()));
      // The sine would be a second number: kept, it would be state that a snapshot has to carry.
      return mean + sigma * radius * Math.cos(2 * Math.PI * unit());
    },
    integer,
    shuffle: (items) => {
      const result = [...items];
      for (let last = result.length - 1; last > 0; last--) {
        const other = integer(last + 1);
        [result[last], result[other]] = [result[other]!, result[last]!];
      }
      return result;
    },
    fork: (name) => startStream(`${path}/${pathSegment('Random.fork: name', name)}`),
    get state() {
      return { path, words: [...generator.getState()] };
    },
  };
}

/** JSON keeps paths apart whose names hold the separator: fork('a').fork('b') is not fork('a/b'), nor fork(1) fork('1'). */
function pathSegment(argument: string, name: string | number): string {
  if (typeof name !== 'string' && !Number.isFinite(name)) {
    throw new TypeError(`${argument} must be a string or a finite number, got ${describe(name)}`);
  }
  return JSON.stringify(name);
}

function isWords(words: readonly number[]): boolean {
  return (
    Array.isArray(words) &&
    words.length === 4 &&
    words.every((word) => word === (word | 0)) &&
    words.some((word) => word !== 0)
  );
}
