/** Where in a file something is wrong; every index counts from 0. */
export interface FilePlace {
  /** Path or name of the file, as the caller wrote it. */
  readonly file?: string | undefined;
  /** Page of a multi-page file. */
  readonly page?: number | undefined;
  readonly row?: number | undefined;
  readonly column?: number | undefined;
  /** Tensor of a file of weights. */
  readonly tensor?: string | undefined;
  /** The error underneath, if another library or the file system raised one. */
  readonly cause?: unknown;
}

/**
 * The one error of everything that has to do with files: a file cannot be read or written, or its bytes are damaged, foreign, or not
 * what was asked for. (Wrong arguments are a `TypeError` or `RangeError`.) The message is one line that names the file, where known:
 * `stack.tif: page 3: value is NaN at row 0, column 2`, `weights.bin: no space left on the device`.
 * @example
 * try {
 *   await readImages('stack.tif');
 * } catch (error) {
 *   if (error instanceof FileError) report(error.file, error.page, error.reason);
 * }
 */
export class FileError extends Error {
  override readonly name = 'FileError';
  /** The problem alone, without the place. */
  readonly reason: string;
  readonly file: string | undefined;
  readonly page: number | undefined;
  readonly row: number | undefined;
  readonly column: number | undefined;
  readonly tensor: string | undefined;

  constructor(reason: string, place: FilePlace = {}) {
    super(composeMessage(reason, place), place.cause === undefined ? undefined : { cause: place.cause });
    this.reason = oneLine(reason);
    this.file = place.file;
    this.page = place.page;
    this.row = place.row;
    this.column = place.column;
    this.tensor = place.tensor;
  }
}

/**
 * The same problem with more of its place known; what `error` already knows stays. Another error becomes a {@link FileError}: those of the file
 * system in words.
 * @example
 * throw placeError(error, { file: 'stack.tif' }); // "stack.tif: page 3: ..."
 */
export function placeError(error: unknown, place: FilePlace): FileError {
  if (!(error instanceof FileError)) return new FileError(reasonOf(error), { cause: error, ...place });
  return new FileError(error.reason, {
    file: error.file ?? place.file,
    page: error.page ?? place.page,
    row: error.row ?? place.row,
    column: error.column ?? place.column,
    tensor: error.tensor ?? place.tensor,
    cause: error.cause ?? place.cause,
  });
}

/** What an error says, in one line; `no space left on the device` for ENOSPC of the file system. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return systemReasons[code] ?? oneLine(error instanceof Error ? error.message : String(error));
}

const systemReasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'there is a file where a folder is needed',
  EISDIR: 'is a folder, not a file',
  EMFILE: 'too many open files',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'there is a file where a folder is needed',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
};

function composeMessage(reason: string, { file, page, row, column }: FilePlace): string {
  const position = row === undefined || column === undefined ? '' : ` at row ${row}, column ${column}`;
  const parts = [file, page === undefined ? undefined : `page ${page}`, `${reason}${position}`];
  return oneLine(parts.filter((part) => part !== undefined).join(': '));
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim();
}
