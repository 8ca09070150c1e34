import type { PngHeader } from './png-header.ts';

/** A sub-image of the pixel data: every `columnStep`-th pixel of every `rowStep`-th row. */
export interface PngPass {
  readonly width: number;
  readonly height: number;
  /** Bytes of one row without its filter byte. */
  readonly rowBytes: number;
  readonly row: number;
  readonly column: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/** First row and column, then row and column step of the seven passes of Adam7 (PNG 8.2). */
const adam7 = [
  [0, 0, 8, 8],
  [0, 4, 8, 8],
  [4, 0, 8, 4],
  [0, 2, 4, 4],
  [2, 0, 4, 2],
  [0, 1, 2, 2],
  [1, 0, 2, 1],
] as const;

/** The passes in which the pixel data come: one, or the non-empty ones among Adam7's seven. */
export function pngPasses(header: PngHeader): PngPass[] {
  const steps = header.interlaced ? adam7 : ([[0, 0, 1, 1]] as const);
  return steps
    .map(([row, column, rowStep, columnStep]) => {
      const width = Math.ceil((header.width - column) / columnStep);
      const height = Math.ceil((header.height - row) / rowStep);
      const rowBytes = Math.ceil((width * header.samples * header.bitDepth) / 8);
      return { width, height, rowBytes, row, column, rowStep, columnStep };
    })
    .filter(({ width, height }) => width > 0 && height > 0);
}
