import { PANEL_BLOCK_BYTES, PANEL_TERMS } from '../../src/kernels/shared-sizes';
import { madd } from '../common/vector';

/**
 * The two kernels in which nearly all multiplications happen: a block of 6 x 8 sums. 12 vectors of sums, 2 of the right matrix and 1 of the
 * left are the 15 registers that V8 has on x86-64. One term at a time in a single loop: written out for more terms, or with a loop in a
 * loop, it was slower; V8 then seems to move loads ahead and to run out of registers.
 */

/** Bytes of a left panel with `terms` terms. */
@inline
export function rowPanelBytes(terms: i32): usize {
  return <usize>((terms + PANEL_TERMS - 1) / PANEL_TERMS) * PANEL_BLOCK_BYTES;
}

/**
 * sums[6][8] (+)= left[6][terms] right[terms][8].
 * @param left panel in blocks of 16 terms, each [6 rows][16 terms]
 * @param right panel [terms][8]
 * @param terms a multiple of 4
 * @param sums address of the first sum; rows lie `stride` bytes apart
 * @param accumulate whether to add to what is there
 */
export function multiplyRows(left: usize, right: usize, terms: i32, sums: usize, stride: usize, accumulate: bool): void {
  let s00: v128, s01: v128;
  let s10: v128, s11: v128;
  let s20: v128, s21: v128;
  let s30: v128, s31: v128;
  let s40: v128, s41: v128;
  let s50: v128, s51: v128;
  let l: v128, r0: v128, r1: v128;
  if (accumulate) {
    let row = sums;
    s00 = v128.load(row);
    s01 = v128.load(row, 16);
    row += stride;
    s10 = v128.load(row);
    s11 = v128.load(row, 16);
    row += stride;
    s20 = v128.load(row);
    s21 = v128.load(row, 16);
    row += stride;
    s30 = v128.load(row);
    s31 = v128.load(row, 16);
    row += stride;
    s40 = v128.load(row);
    s41 = v128.load(row, 16);
    row += stride;
    s50 = v128.load(row);
    s51 = v128.load(row, 16);
  } else {
    const zero = f32x4.splat(0);
    s00 = zero;
    s01 = zero;
    s10 = zero;
    s11 = zero;
    s20 = zero;
    s21 = zero;
    s30 = zero;
    s31 = zero;
    s40 = zero;
    s41 = zero;
    s50 = zero;
    s51 = zero;
  }
  for (let term = 1; term <= terms; term++, right += 32) {
    r0 = v128.load(right);
    r1 = v128.load(right, 16);
    l = v128.load32_splat(left, 0);
    s00 = madd(l, r0, s00);
    s01 = madd(l, r1, s01);
    l = v128.load32_splat(left, 64);
    s10 = madd(l, r0, s10);
    s11 = madd(l, r1, s11);
    l = v128.load32_splat(left, 128);
    s20 = madd(l, r0, s20);
    s21 = madd(l, r1, s21);
    l = v128.load32_splat(left, 192);
    s30 = madd(l, r0, s30);
    s31 = madd(l, r1, s31);
    l = v128.load32_splat(left, 256);
    s40 = madd(l, r0, s40);
    s41 = madd(l, r1, s41);
    l = v128.load32_splat(left, 320);
    s50 = madd(l, r0, s50);
    s51 = madd(l, r1, s51);
    // On to the next block after the last term of this one.
    left += 4 + ((term & (PANEL_TERMS - 1)) == 0 ? PANEL_BLOCK_BYTES - 64 : 0);
  }
  v128.store(sums, s00);
  v128.store(sums, s01, 16);
  sums += stride;
  v128.store(sums, s10);
  v128.store(sums, s11, 16);
  sums += stride;
  v128.store(sums, s20);
  v128.store(sums, s21, 16);
  sums += stride;
  v128.store(sums, s30);
  v128.store(sums, s31, 16);
  sums += stride;
  v128.store(sums, s40);
  v128.store(sums, s41, 16);
  sums += stride;
  v128.store(sums, s50);
  v128.store(sums, s51, 16);
}

/**
 * sums[6][8] (+)= left[terms][6] transposed, times right[terms][8]: sums of products of rows.
 * @param left rows lie `leftStride` bytes apart, of each the first 6 values count
 * @param right rows lie `rightStride` bytes apart
 * @param terms any number
 */
export function multiplyColumns(
  left: usize,
  leftStride: usize,
  right: usize,
  rightStride: usize,
  terms: i32,
  sums: usize,
  stride: usize,
  accumulate: bool,
): void {
  let s00: v128, s01: v128;
  let s10: v128, s11: v128;
  let s20: v128, s21: v128;
  let s30: v128, s31: v128;
  let s40: v128, s41: v128;
  let s50: v128, s51: v128;
  let l: v128, r0: v128, r1: v128;
  if (accumulate) {
    let row = sums;
    s00 = v128.load(row);
    s01 = v128.load(row, 16);
    row += stride;
    s10 = v128.load(row);
    s11 = v128.load(row, 16);
    row += stride;
    s20 = v128.load(row);
    s21 = v128.load(row, 16);
    row += stride;
    s30 = v128.load(row);
    s31 = v128.load(row, 16);
    row += stride;
    s40 = v128.load(row);
    s41 = v128.load(row, 16);
    row += stride;
    s50 = v128.load(row);
    s51 = v128.load(row, 16);
  } else {
    const zero = f32x4.splat(0);
    s00 = zero;
    s01 = zero;
    s10 = zero;
    s11 = zero;
    s20 = zero;
    s21 = zero;
    s30 = zero;
    s31 = zero;
    s40 = zero;
    s41 = zero;
    s50 = zero;
    s51 = zero;
  }
  for (; terms > 0; terms--, left += leftStride, right += rightStride) {
    r0 = v128.load(right);
    r1 = v128.load(right, 16);
    l = v128.load32_splat(left, 0);
    s00 = madd(l, r0, s00);
    s01 = madd(l, r1, s01);
    l = v128.load32_splat(left, 4);
    s10 = madd(l, r0, s10);
    s11 = madd(l, r1, s11);
    l = v128.load32_splat(left, 8);
    s20 = madd(l, r0, s20);
    s21 = madd(l, r1, s21);
    l = v128.load32_splat(left, 12);
    s30 = madd(l, r0, s30);
    s31 = madd(l, r1, s31);
    l = v128.load32_splat(left, 16);
    s40 = madd(l, r0, s40);
    s41 = madd(l, r1, s41);
    l = v128.load32_splat(left, 20);
    s50 = madd(l, r0, s50);
    s51 = madd(l, r1, s51);
  }
  v128.store(sums, s00);
  v128.store(sums, s01, 16);
  sums += stride;
  v128.store(sums, s10);
  v128.store(sums, s11, 16);
  sums += stride;
  v128.store(sums, s20);
  v128.store(sums, s21, 16);
  sums += stride;
  v128.store(sums, s30);
  v128.store(sums, s31, 16);
  sums += stride;
  v128.store(sums, s40);
  v128.store(sums, s41, 16);
  sums += stride;
  v128.store(sums, s50);
  v128.store(sums, s51, 16);
}
