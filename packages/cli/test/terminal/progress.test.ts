import { describe, expect, test } from 'vitest';
import { progressLine } from '../../src/terminal/progress.ts';

const half = { title: 'Training', progress: 0.5, done: 500, total: 1000, left: '1:15 left', status: 'loss 0.1234' };

describe('a line of progress', () => {
  test('has a bar where there is room for one', () => {
    expect(progressLine(half, 100)).toBe(
      `Training ${'█'.repeat(15)}${'░'.repeat(15)} 50 % | 500/1000 | 1:15 left | loss 0.1234`,
    );
  });

  test('has a shorter one on 64 columns, and none on 50', () => {
    expect(progressLine(half, 64)).toBe('Training ███████░░░░░░ 50 % | 500/1000 | 1:15 left | loss 0.1234');
    expect(progressLine(half, 53)).toBe('Training 50 % | 500/1000 | 1:15 left | loss 0.1234');
  });

  test.each([1, 5, 20, 40, 60, 80, 200])('is never wider than %d columns', (columns) => {
    const line = progressLine(half, columns);
    expect(line.length).toBeLessThanOrEqual(columns);
    expect(line).not.toBe('');
  });

  test('says how far it is on 20 columns', () => {
    expect(progressLine(half, 20)).toBe('50 % | 500/1000 | 1:');
  });
});
