import type { Boundary } from '@unet/tensor/arrays';
import { checkBoundary, checkOptions } from '@unet/tensor/internal';

/** Options of what looks beyond the border of an image. */
export interface MirrorOptions {
  /** How the image continues beyond its border; default `symmetric`, see `Boundary` of `@unet/tensor`. */
  readonly boundary?: Boundary;
}

/** The boundary in options, checked. */
export function boundaryOf(where: string, options: MirrorOptions): Boundary {
  checkOptions(where, options, { boundary: true });
  const { boundary = 'symmetric' } = options;
  checkBoundary(where, boundary);
  return boundary;
}
