/** Pixels down and across. */
export interface Size {
  readonly height: number;
  readonly width: number;
}

/**
 * How an image continues beyond its border.
 * - `symmetric` repeats the edge pixel: `c b a | a b c | c b a`. NumPy `symmetric`, SciPy `reflect`.
 * - `reflect` does not: `d c b | a b c d | c b a`. NumPy `reflect`, SciPy `mirror`.
 */
export type Boundary = 'symmetric' | 'reflect';
