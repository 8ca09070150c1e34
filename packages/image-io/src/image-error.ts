/** Where in a file something is wrong; every index counts from 0. */
export interface ImageErrorPlace {
  /** Path of the file, as the caller wrote it. */
  readonly file?: string | undefined;
  /** Page of a multi-page file. */
  readonly page?: number | undefined;
  readonly row?: number | undefined;
  readonly column?: number | undefined;
  /** The error underneath, if another library or the file system raised one. */
  readonly cause?: unknown;
}

/**
 * Bad data: bytes that are no image, a damaged or unsupported file, values that are no label, a file that cannot be read
 * or written. (Wrong arguments are a `TypeError` or `RangeError`.) The message is one line:
 * `stack.tif: page 3: value is NaN at row 0, column 2`.
 * @example
 * try {
 *   decodeImages(bytes);
 * } catch (error) {
 *   if (error instanceof ImageError) report(error.file, error.page, error.reason);
 * }
 */
export class ImageError extends Error {
  override readonly name = 'ImageError';
  /** The problem alone, without the place. */
  readonly reason: string;
  readonly file: string | undefined;
  readonly page: number | undefined;
  readonly row: number | undefined;
  readonly column: number | undefined;

  constructor(reason: string, place: ImageErrorPlace = {}) {
    super(composeMessage(reason, place), place.cause === undefined ? undefined : { cause: place.cause });
    this.reason = oneLine(reason);
    this.file = place.file;
    this.page = place.page;
    this.row = place.row;
    this.column = place.column;
  }
}

/**
 * The same problem with more of its place known; what `error` already knows stays.
 * @example
 * throw placeError(error, { file: 'stack.tif' }); // "stack.tif: page 3: ..."
 */
export function placeError(error: ImageError, place: ImageErrorPlace): ImageError {
  return new ImageError(error.reason, {
    file: error.file ?? place.file,
    page: error.page ?? place.page,
    row: error.row ?? place.row,
    column: error.column ?? place.column,
    cause: error.cause ?? place.cause,
  });
}

/** What another library threw, in one line. */
export function reasonOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error));
}

function composeMessage(reason: string, { file, page, row, column }: ImageErrorPlace): string {
  const position = row === undefined || column === undefined ? '' : ` at row ${row}, column ${column}`;
  const parts = [file, page === undefined ? undefined : `page ${page}`, `${reason}${position}`];
  return oneLine(parts.filter((part) => part !== undefined).join(': '));
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim();
}
