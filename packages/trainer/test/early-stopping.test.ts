import { createEarlyStopping, type EarlyStoppingOptions } from '@unet/trainer';
import { expect, test } from 'vitest';

function decisions(options: EarlyStoppingOptions, values: number[]): { stops: boolean[]; best: number | undefined } {
  const stopping = createEarlyStopping(options);
  return { stops: values.map((value) => stopping.observe(value)), best: stopping.best };
}

test('stops after as many observations in a row without improvement as its patience', () => {
  const { stops, best } = decisions({ patience: 2 }, [5, 4, 4, 3, 3, 6]);
  expect(stops).toEqual([false, false, false, false, false, true]);
  expect(best).toBe(3);
});

test('an equal value is no improvement', () => {
  expect(decisions({ patience: 1 }, [5, 5]).stops).toEqual([false, true]);
});

test('an improvement must be more than the minimum', () => {
  const { stops, best } = decisions({ patience: 2, minimumImprovement: 1 }, [5, 4, 3.5, 2]);
  expect(stops).toEqual([false, false, false, false]);
  expect(best).toBe(2);
  expect(decisions({ patience: 1, minimumImprovement: 1 }, [5, 4])).toEqual({ stops: [false, true], best: 5 });
});

test('larger can be better', () => {
  expect(decisions({ patience: 1, better: 'larger' }, [0.5, 0.6, 0.55])).toEqual({
    stops: [false, false, true],
    best: 0.6,
  });
});

test('NaN is never an improvement, first or later', () => {
  expect(decisions({ patience: 2 }, [Number.NaN, 1, Number.NaN, Number.NaN])).toEqual({
    stops: [false, false, false, true],
    best: 1,
  });
  expect(createEarlyStopping({ patience: 1 }).best).toBeUndefined();
});

test.each([
  [{ patience: 0 }, 'patience must be a positive integer, got 0'],
  [{ patience: 1.5 }, 'patience must be a positive integer, got 1.5'],
  [{ patience: 1, minimumImprovement: -1 }, 'minimumImprovement must be a finite number >= 0, got -1'],
  [{ patience: 1, better: 'smaler' as 'smaller' }, 'better must be "smaller" or "larger", got "smaler"'],
])('refused: %o', (options, message) => {
  expect(() => createEarlyStopping(options)).toThrow(new RangeError(`createEarlyStopping: ${message}`));
});

test('an unknown option is refused', () => {
  expect(() => createEarlyStopping({ patience: 1, minDelta: 1 } as EarlyStoppingOptions)).toThrow(
    new TypeError('createEarlyStopping: options.minDelta is not an option, only patience, minimumImprovement, better'),
  );
});
