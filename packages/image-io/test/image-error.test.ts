import { ImageError } from '@unet/image-io/arrays';
import { expect, test } from 'vitest';

test('the message is file, page, reason and position in one line', () => {
  const cause = new Error('first\nsecond');
  const error = new ImageError('value is\r\n  wrong', { file: 'a\nb.tif', page: 2, row: 3, column: 4, cause });
  expect(error).toBeInstanceOf(Error);
  expect(error.message).toBe('a b.tif: page 2: value is wrong at row 3, column 4');
  expect(error).toMatchObject({
    name: 'ImageError',
    reason: 'value is wrong',
    file: 'a\nb.tif',
    page: 2,
    row: 3,
    column: 4,
    cause,
  });
});

test('what is not known stays out', () => {
  const error = new ImageError('damaged', { row: 3 });
  expect(error.message).toBe('damaged');
  expect(error.file).toBeUndefined();
  expect(error.page).toBeUndefined();
  expect('cause' in error).toBe(false);
});
