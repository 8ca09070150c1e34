import { expect, test } from 'vitest';
import { table } from '../../src/words/table.ts';

test('aligns names on the left and numbers on the right; a name that holds an end of line stays on its line', () => {
  expect(
    table(
      ['file', 'n'],
      [
        ['a\nb', '5'],
        ['long name', '12'],
      ],
    ),
  ).toEqual(['  file        n', '  a\\nb        5', '  long name  12']);
});
