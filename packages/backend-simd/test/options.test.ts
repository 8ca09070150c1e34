import { configureSimd } from '@unet/backend-simd';
import { afterEach, expect, test } from 'vitest';
import { maximumPages, simdOptions } from '../src/options.ts';

afterEach(() => configureSimd({}));

test('what was said last holds, and later changes of the object do not', () => {
  expect(simdOptions()).toEqual({});
  const options = { threads: 3, relaxed: false, convolution: 'direct', maximumMemory: 2 ** 30 } as const;
  const mine = { ...options };
  configureSimd(mine);
  mine.threads = 3;
  Object.assign(mine, { threads: 99 });
  expect(simdOptions()).toEqual(options);
  configureSimd({ relaxed: true });
  expect(simdOptions()).toEqual({ relaxed: true });
});

test.each([
  [{}, 65536],
  [{ maximumMemory: 2 ** 32 }, 65536],
  [{ maximumMemory: 2 ** 24 + 65535 }, 256],
])('%j is %d pages', (options, pages) => {
  expect(maximumPages(options)).toBe(pages);
});

test.each([
  [{ threads: 0 }, RangeError, 'configureSimd: threads must be a whole number from 1 to 32, got 0'],
  [{ threads: 33 }, RangeError, 'configureSimd: threads must be a whole number from 1 to 32, got 33'],
  [{ threads: 1.5 }, RangeError, 'configureSimd: threads must be a whole number from 1 to 32, got 1.5'],
  [{ threads: '2' }, RangeError, 'configureSimd: threads must be a whole number from 1 to 32, got 2'],
  [{ relaxed: 1 }, TypeError, 'configureSimd: relaxed must be true or false, got 1'],
  [
    { convolution: 'fft' },
    RangeError,
    'configureSimd: convolution must be one of winograd4, winograd2, direct, got fft',
  ],
  [
    { maximumMemory: 1000 },
    RangeError,
    'configureSimd: maximumMemory must be a whole number of bytes from 16777216 to 4294967296, got 1000',
  ],
  [
    { maximumMemory: 2 ** 33 },
    RangeError,
    'configureSimd: maximumMemory must be a whole number of bytes from 16777216 to 4294967296, got 8589934592',
  ],
  [undefined, TypeError, 'configureSimd: options must be an object, got undefined'],
  ['fast', TypeError, 'configureSimd: options must be an object, got "fast"'],
  [
    { thread: 2 },
    TypeError,
    'configureSimd: options.thread is not an option, only threads, relaxed, convolution, maximumMemory',
  ],
])('refuses %j and keeps what was said before', (options, type, message) => {
  configureSimd({ threads: 5 });
  expect(() => configureSimd(options as never)).toThrow(new type(message));
  expect(simdOptions()).toEqual({ threads: 5 });
});
