import { madd, nmadd } from '../../common/vector';

/**
 * The one-dimensional transforms of Winograd's minimal filtering (Lavin and Gray 2016, Fast algorithms for convolutional neural networks), on
 * vectors of four channels: F(4, 3) with the points 0, 1, -1, 2, -2 and infinity, and F(2, 3) with 0, 1, -1 and infinity. Each reads
 * vectors `step` bytes apart and writes vectors `outStep` bytes apart.
 *
 * With B, G and A as in that paper: `input` is B', `filter` is G, `output` is A'. Their transposes make the gradient with respect to the
 * filter: `outputGradient` is A, `filterGradient` is G'.
 */

/** B' of F(4, 3): 6 to 6. */
@inline
export function input4(from: usize, step: usize, out: usize, outStep: usize): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const five = f32x4.splat(5);
  const x0 = v128.load(from);
  const x1 = v128.load(from + step);
  const x2 = v128.load(from + 2 * step);
  const x3 = v128.load(from + 3 * step);
  const x4 = v128.load(from + 4 * step);
  const x5 = v128.load(from + 5 * step);
  v128.store(out, madd(four, x0, nmadd(five, x2, x4)));
  const even = nmadd(four, x2, x4);
  const odd = nmadd(four, x1, x3);
  v128.store(out + outStep, f32x4.add(even, odd));
  v128.store(out + 2 * outStep, f32x4.sub(even, odd));
  const even2 = f32x4.sub(x4, x2);
  const odd2 = f32x4.sub(x3, x1);
  v128.store(out + 3 * outStep, madd(two, odd2, even2));
  v128.store(out + 4 * outStep, nmadd(two, odd2, even2));
  v128.store(out + 5 * outStep, madd(four, x1, nmadd(five, x3, x5)));
}

/** A' of F(4, 3): 6 to 4. */
@inline
export function output4(from: usize, step: usize, out: usize, outStep: usize): void {
  const m0 = v128.load(from);
  const m1 = v128.load(from + step);
  const m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step);
  const m4 = v128.load(from + 4 * step);
  const m5 = v128.load(from + 5 * step);
  const sum = f32x4.add(m1, m2);
  const difference = f32x4.sub(m1, m2);
  const sum2 = f32x4.add(m3, m4);
  const difference2 = f32x4.sub(m3, m4);
  v128.store(out, f32x4.add(f32x4.add(m0, sum), sum2));
  v128.store(out + outStep, madd(f32x4.splat(2), difference2, difference));
  v128.store(out + 2 * outStep, madd(f32x4.splat(4), sum2, sum));
  v128.store(out + 3 * outStep, f32x4.add(madd(f32x4.splat(8), difference2, difference), m5));
}

/** A of F(4, 3): 4 to 6. */
@inline
export function outputGradient4(from: usize, step: usize, out: usize, outStep: usize): void {
  const d0 = v128.load(from);
  const d1 = v128.load(from + step);
  const d2 = v128.load(from + 2 * step);
  const d3 = v128.load(from + 3 * step);
  v128.store(out, d0);
  const even = f32x4.add(d0, d2);
  const odd = f32x4.add(d1, d3);
  v128.store(out + outStep, f32x4.add(even, odd));
  v128.store(out + 2 * outStep, f32x4.sub(even, odd));
  const even2 = madd(f32x4.splat(4), d2, d0);
  const odd2 = madd(f32x4.splat(8), d3, f32x4.add(d1, d1));
  v128.store(out + 3 * outStep, f32x4.add(even2, odd2));
  v128.store(out + 4 * outStep, f32x4.sub(even2, odd2));
  v128.store(out + 5 * outStep, d3);
}

/** G of F(4, 3): 3 to 6. */
@inline
export function filter4(from: usize, step: usize, out: usize, outStep: usize): void {
  const g0 = v128.load(from);
  const g1 = v128.load(from + step);
  const g2 = v128.load(from + 2 * step);
  v128.store(out, f32x4.mul(g0, f32x4.splat(0.25)));
  const outer = f32x4.mul(f32x4.add(g0, g2), f32x4.splat(-1.0 / 6.0));
  const middle = f32x4.mul(g1, f32x4.splat(1.0 / 6.0));
  v128.store(out + outStep, f32x4.sub(outer, middle));
  v128.store(out + 2 * outStep, f32x4.add(outer, middle));
  const outer2 = madd(g0, f32x4.splat(1.0 / 24.0), f32x4.mul(g2, f32x4.splat(1.0 / 6.0)));
  const middle2 = f32x4.mul(g1, f32x4.splat(1.0 / 12.0));
  v128.store(out + 3 * outStep, f32x4.add(outer2, middle2));
  v128.store(out + 4 * outStep, f32x4.sub(outer2, middle2));
  v128.store(out + 5 * outStep, g2);
}

/** G' of F(4, 3): 6 to 3. */
@inline
export function filterGradient4(from: usize, step: usize, out: usize, outStep: usize): void {
  const s0 = v128.load(from);
  const s1 = v128.load(from + step);
  const s2 = v128.load(from + 2 * step);
  const s3 = v128.load(from + 3 * step);
  const s4 = v128.load(from + 4 * step);
  const s5 = v128.load(from + 5 * step);
  const sixth = f32x4.splat(1.0 / 6.0);
  const sum = f32x4.add(s1, s2);
  const sum2 = f32x4.add(s3, s4);
  v128.store(out, madd(s0, f32x4.splat(0.25), nmadd(sum, sixth, f32x4.mul(sum2, f32x4.splat(1.0 / 24.0)))));
  v128.store(
    out + outStep,
    madd(f32x4.sub(s2, s1), sixth, f32x4.mul(f32x4.sub(s3, s4), f32x4.splat(1.0 / 12.0))),
  );
  v128.store(out + 2 * outStep, madd(f32x4.sub(sum2, sum), sixth, s5));
}

/** B' of F(2, 3): 4 to 4. */
@inline
export function input2(from: usize, step: usize, out: usize, outStep: usize): void {
  const x0 = v128.load(from);
  const x1 = v128.load(from + step);
  const x2 = v128.load(from + 2 * step);
  const x3 = v128.load(from + 3 * step);
  v128.store(out, f32x4.sub(x0, x2));
  v128.store(out + outStep, f32x4.add(x1, x2));
  v128.store(out + 2 * outStep, f32x4.sub(x2, x1));
  v128.store(out + 3 * outStep, f32x4.sub(x1, x3));
}

/** A' of F(2, 3): 4 to 2. */
@inline
export function output2(from: usize, step: usize, out: usize, outStep: usize): void {
  const m0 = v128.load(from);
  const m1 = v128.load(from + step);
  const m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step);
  v128.store(out, f32x4.add(f32x4.add(m0, m1), m2));
  v128.store(out + outStep, f32x4.sub(f32x4.sub(m1, m2), m3));
}

/** A of F(2, 3): 2 to 4. */
@inline
export function outputGradient2(from: usize, step: usize, out: usize, outStep: usize): void {
  const d0 = v128.load(from);
  const d1 = v128.load(from + step);
  v128.store(out, d0);
  v128.store(out + outStep, f32x4.add(d0, d1));
  v128.store(out + 2 * outStep, f32x4.sub(d0, d1));
  v128.store(out + 3 * outStep, f32x4.neg(d1));
}

/** G of F(2, 3): 3 to 4. */
@inline
export function filter2(from: usize, step: usize, out: usize, outStep: usize): void {
  const g0 = v128.load(from);
  const g1 = v128.load(from + step);
  const g2 = v128.load(from + 2 * step);
  const half = f32x4.splat(0.5);
  const outer = f32x4.mul(f32x4.add(g0, g2), half);
  const middle = f32x4.mul(g1, half);
  v128.store(out, g0);
  v128.store(out + outStep, f32x4.add(outer, middle));
  v128.store(out + 2 * outStep, f32x4.sub(outer, middle));
  v128.store(out + 3 * outStep, g2);
}

/** G' of F(2, 3): 4 to 3. */
@inline
export function filterGradient2(from: usize, step: usize, out: usize, outStep: usize): void {
  const s0 = v128.load(from);
  const s1 = v128.load(from + step);
  const s2 = v128.load(from + 2 * step);
  const s3 = v128.load(from + 3 * step);
  const half = f32x4.splat(0.5);
  const sum = f32x4.mul(f32x4.add(s1, s2), half);
  v128.store(out, f32x4.add(s0, sum));
  v128.store(out + outStep, f32x4.mul(f32x4.sub(s1, s2), half));
  v128.store(out + 2 * outStep, f32x4.add(sum, s3));
}
