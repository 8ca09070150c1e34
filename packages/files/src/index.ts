export type { Bytes } from './bytes.ts';
export type { FilePlace } from './file-error.ts';
export { FileError, placeError, reasonOf } from './file-error.ts';
