/**
 * The bytes of a file, in memory that nobody shares, as `new Blob([bytes])` wants them: `Uint8Array<ArrayBuffer>`, or `Uint8Array` before
 * TypeScript 5.7, which does not know the former.
 */
export type Bytes = ReturnType<typeof Uint8Array.from>;
