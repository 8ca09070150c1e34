/**
 * Sizes that kernels and their callers must agree on. TypeScript and AssemblyScript both read this file: plain whole numbers, no types.
 */

/** Bytes between what different threads leave for the caller: no two of them share a cache line. */
export const FLAG_BYTES = 64;

/** Activations that convolutions and matrix products apply to their sums before they write them. */
export const LINEAR = 0;
export const RELU = 1;
export const RELU6 = 2;

/** Left matrices are cut into panels of this many rows, right ones into panels of this many columns. */
export const PANEL_ROWS = 6;
export const PANEL_COLUMNS = 8;
/** Terms that lie side by side in a row of a left panel, and the bytes of these in all rows. */
export const PANEL_TERMS = 16;
export const PANEL_BLOCK_BYTES = 384;

/** Bytes that say where a row of pixels lies. */
export const PLACE_BYTES = 16;

/** Products of rows: rows that are packed and multiplied at a time (8 panels, which stay in the cache of the second level). */
export const ROWS_AT_A_TIME = 48;
/** Terms at a time: a panel of each matrix then fits into the cache of the first level. */
export const TERMS_AT_A_TIME = 256;

/** Products of columns: pixels at a time. */
export const PIXELS_AT_A_TIME = 128;
/** Bytes between the packed pixels: an odd number of cache lines, so that no two compete for one place in the cache. */
export const PIXEL_BYTES = 448;

/** Scratch of a Winograd transform in front of its buffer: a patch of 6 x 6 pixels, 9 taps of 16 filters of 4 outputs, or 4 x 4 pixels. */
export const PATCH_BYTES = 576;
export const TAPS_BYTES = 2304;
export const PIXELS_BYTES = 256;
/** The buffer. */
export const BUFFER_BYTES = 576;

/** Gradient of a filter: channels in a block of transformed input (8 panels) and of transformed gradient. */
export const INPUT_CHANNELS = 48;
export const GRADIENT_CHANNELS = 16;
/** Inputs and outputs whose sums are computed at a time where there are many channels. */
export const INPUTS_AT_A_TIME = 24;
export const OUTPUTS_AT_A_TIME = 64;
