import { optimizerOf, recipes, type ScheduleSettings, scheduleOf } from '@unet/run';
import { expect, test } from 'vitest';

const at = (settings: Partial<ScheduleSettings>, steps: readonly number[]): number[] => {
  const schedule = scheduleOf({ learningRate: 1, schedule: 'constant', ...settings }, 100);
  return steps.map((step) => Number(schedule(step).toFixed(4)));
};

test.each([
  [{ schedule: 'constant' }, [0, 99], [1, 1]],
  [{ schedule: 'inverse-root' }, [0, 600], [1, 0.5]],
  [{ schedule: 'inverse-root', steady: 10 }, [0, 30], [1, 0.5]],
  [{ schedule: 'cosine' }, [0, 50, 100], [1, 0.5, 0]],
  [{ schedule: 'cosine', warmup: 10, finalShare: 0.2 }, [0, 9, 10, 55, 100], [0.1, 1, 1, 0.6, 0.2]],
  [{ schedule: 'step' }, [999, 1000], [1, 0.1]],
  [{ schedule: 'step', every: 10, factor: 0.5 }, [9, 10, 20], [1, 0.5, 0.25]],
] as const)('%o at %o is %o', (settings, steps, rates) => {
  expect(at(settings, steps)).toEqual(rates);
});

test('an optimiser by its name', () => {
  expect([recipes.quick, recipes.paper].map(({ settings }) => optimizerOf(settings).name)).toEqual(['adam', 'sgd']);
});
