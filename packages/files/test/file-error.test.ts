import { FileError, placeError, reasonOf } from '@unet/files';
import { describe, expect, test } from 'vitest';

/** An error as the file system of Node throws it. */
function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: something\nopen 'x'`), { code });
}

describe('FileError', () => {
  test('the message is file, page, reason and position in one line', () => {
    const cause = new Error('first\nsecond');
    const error = new FileError('value is\r\n  wrong', { file: 'a\nb.tif', page: 2, row: 3, column: 4, cause });
    expect(error).toBeInstanceOf(Error);
    expect(error.message).toBe('a b.tif: page 2: value is wrong at row 3, column 4');
    expect(error).toMatchObject({
      name: 'FileError',
      reason: 'value is wrong',
      file: 'a\nb.tif',
      page: 2,
      row: 3,
      column: 4,
      cause,
    });
  });

  test('what is not known stays out', () => {
    const error = new FileError('damaged', { row: 3 });
    expect(error.message).toBe('damaged');
    expect([error.file, error.page, error.column, error.tensor]).toEqual([undefined, undefined, undefined, undefined]);
    expect('cause' in error).toBe(false);
    expect(new FileError('damaged').message).toBe('damaged');
  });

  test('carries the tensor of a file of weights', () => {
    const error = new FileError('tensor "down.0.kernel" has 3 values', { file: 'a.bin', tensor: 'down.0.kernel' });
    expect(error.tensor).toBe('down.0.kernel');
    expect(error.message).toBe('a.bin: tensor "down.0.kernel" has 3 values');
  });
});

describe('placeError', () => {
  test('adds to the place of a FileError, and keeps what it knows', () => {
    const cause = new Error('underneath');
    const inner = new FileError('is NaN', { page: 0, row: 1, column: 2, tensor: 't', cause });
    const error = placeError(inner, { file: 'a.tif', page: 9, row: 9, column: 9, tensor: 'u', cause: 'other' });
    expect(error.message).toBe('a.tif: page 0: is NaN at row 1, column 2');
    expect(error).toMatchObject({ file: 'a.tif', page: 0, row: 1, column: 2, tensor: 't', cause });
    expect(placeError(error, { file: 'b.tif' }).file).toBe('a.tif');
  });

  test('adds a cause where there is none', () => {
    expect(placeError(new FileError('damaged'), { cause: 'because' }).cause).toBe('because');
  });

  test('makes a FileError of any other error, which becomes its cause', () => {
    const full = systemError('ENOSPC');
    const error = placeError(full, { file: 'weights.bin' });
    expect(error).toBeInstanceOf(FileError);
    expect(error.message).toBe('weights.bin: no space left on the device');
    expect(error.cause).toBe(full);
    const thrown = placeError('text', { page: 1 });
    expect(thrown.message).toBe('page 1: text');
    expect(thrown.cause).toBe('text');
  });
});

test('reasonOf says errors of the file system in words, and others in one line', () => {
  const codes = ['EACCES', 'EEXIST', 'EISDIR', 'EMFILE', 'ENOENT', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS'];
  expect(codes.map((code) => reasonOf(systemError(code)))).toEqual([
    'permission denied',
    'there is a file where a folder is needed',
    'is a folder, not a file',
    'too many open files',
    'no such file or folder',
    'no space left on the device',
    'there is a file where a folder is needed',
    'operation not permitted',
    'the file system is read-only',
  ]);
  expect(reasonOf(systemError('EWHATEVER'))).toBe("EWHATEVER: something open 'x'");
  expect(reasonOf(new FileError('damaged', { file: 'a.tif' }))).toBe('a.tif: damaged');
  expect(reasonOf('two\u2028lines ')).toBe('two lines');
  expect(reasonOf(undefined)).toBe('undefined');
});
