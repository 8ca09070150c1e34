import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Everything that a {@link Random} is, as plain JSON: save it in a checkpoint, continue with {@link restoreRandom}. */
export interface RandomState {
  /** Seed and the names of all forks since, the identity from which {@link Random.fork} derives. */
  readonly path: string;
  /** The four 32-bit words of the generator. */
  readonly words: readonly number[];
}

/**
 * A seeded stream of random numbers (xoroshiro128+). The same seed gives the same numbers on every machine and backend.
 * Drawing changes the stream; forking does not.
 */
export interface Random {
  /** A number in [low, high), default [0, 1), with 32 random bits. */
  uniform(low?: number, high?: number): number;
  /** A normally distributed number, default mean 0 and standard deviation 1 (Box and Muller 1958). */
  normal(mean?: number, deviation?: number): number;
  /** An integer in [0, bound), unbiased. */
  integer(bound: number): number;
  /** The items in random order (Fisher and Yates), as a new array. */
  shuffle<T>(items: readonly T[]): T[];
  /**
   * An independent stream that depends on this one's seed and on the name alone, not on what was drawn: sample 17 of a run
   * is the same whether or not samples 0 to 16 were made.
   */
  fork(name: string | number): Random;
  /** A snapshot; later draws do not change it. */
  readonly state: RandomState;
}

/**
 * Starts a stream of random numbers.
 * @param seed any string or finite number; equal seeds give equal streams
 * @throws TypeError if the seed is neither
 * @example
 * const random = createRandom(42);
 * const noise = random.fork('noise').normal(0, 0.1);
 */
export function createRandom(seed: string | number): Random {
  if (typeof seed !== 'string' && !Number.isFinite(seed)) {
    throw new TypeError(`createRandom: seed must be a string or a finite number, got ${String(seed)}`);
  }
  return streamOf(String(seed));
}

/** Continues a stream exactly where {@link Random.state} was read. */
export function restoreRandom(state: RandomState): Random {
  if (typeof state?.path !== 'string' || !Array.isArray(state.words) || state.words.length !== 4) {
    throw new TypeError('restoreRandom: state must be { path, words } as read from Random.state');
  }
  return fromGenerator(state.path, xoroshiro128plusFromState(state.words));
}

function streamOf(path: string): Random {
  const words = hashWords(path);
  // All-zero words would be a fixed point of the generator.
  return fromGenerator(path, words.some(Boolean) ? xoroshiro128plusFromState(words) : xoroshiro128plus(1));
}

function fromGenerator(path: string, generator: ReturnType<typeof xoroshiro128plus>): Random {
  const unit = (): number => (generator.next() >>> 0) / 0x1_0000_0000;
  const integer = (bound: number): number => {
    if (!Number.isInteger(bound) || bound < 1 || bound > 0x1_0000_0000) {
      throw new RangeError(`Random.integer: bound must be an integer from 1 to 2^32, got ${bound}`);
    }
    // Words past the last whole multiple of the bound would favour small results: draw again.
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound);
    let word = generator.next() >>> 0;
    while (word >= limit) word = generator.next() >>> 0;
    return word % bound;
  };
  return {
    uniform: (low = 0, high = 1) => low + unit() * (high - low),
    // 1 - u lies in (0, 1], so that the logarithm is finite.
    normal: (mean = 0, deviation = 1) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    integer,
    shuffle: (items) => {
      const result = [...items];
      for (let last = result.length - 1; last > 0; last--) {
        const other = integer(last + 1);
        [result[last], result[other]] = [result[other]!, result[last]!];
      }
      return result;
    },
    // JSON keeps paths apart whose names hold the separator: fork('a').fork('b') is not fork('a/b').
    fork: (name) => streamOf(`${path}/${JSON.stringify(name)}`),
    get state() {
      return { path, words: [...generator.getState()] };
    },
  };
}

/** Four well-mixed words from a text: FNV-1a with four offsets, then the finaliser of MurmurHash3 (Appleby 2011). */
function hashWords(text: string): number[] {
  return [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((offset) => {
    let hash = offset;
    for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) | 0;
  });
}
