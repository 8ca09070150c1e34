import { describe, expect, test } from 'vitest';
import { shortenText, textWidth } from '../src/svg/text-width.ts';

describe('textWidth', () => {
  test('adds the advance widths of Arimo, which are those of Arial', () => {
    // 1366, 1139 and 569 units of 2048: A, a and the space.
    expect(textWidth('A a', 2048)).toBe(1366 + 569 + 1139);
    expect(textWidth('A', 2048, true)).toBe(1479);
    expect(textWidth('0123456789', 20.48)).toBeCloseTo(113.9, 10);
  });

  test('accents add nothing, unknown characters are an em', () => {
    expect(textWidth('é', 16)).toBe(textWidth('e', 16));
    expect(textWidth('細胞', 16)).toBe(32);
    expect(textWidth('σ', 2048)).toBe(1264);
  });
});

describe('shortenText', () => {
  test('leaves what fits, cuts what does not, gives up on less than a character', () => {
    const width = textWidth('slice 26', 13);
    expect(shortenText('slice 26', 13, width)).toBe('slice 26');
    expect(shortenText('slice 26', 13, width - 0.1)).toBe('slice…');
    expect(shortenText('slice 26', 13, 5)).toBe('');
    expect(textWidth(shortenText('W'.repeat(99), 13, 200, true), 13, true)).toBeLessThanOrEqual(200);
  });
});
