import { FileError, placeError } from '@unet/files';
import { expect, test } from 'vitest';

test('an error says where', () => {
  const error = placeError(new FileError('value is NaN', { row: 1, column: 2 }), { file: 'a.tif', page: 3 });
  expect(error.message).toBe('a.tif: page 3: value is NaN at row 1, column 2');
});
