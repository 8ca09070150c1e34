import type { LabelArray } from '@unet/tensor/arrays';

/** Whether pixels are one 4-connected segment near a place, when the pixel at that place is border. */
export type WaysAround = (place: number, pixels: readonly number[]) => boolean;

/**
 * Makes the search for ways around a pixel in a map of 0 and 1: through the (2 radius + 1)^2 pixels around it, and no others.
 * Memory for one window is kept from call to call, since noise has a hundred thousand of them.
 */
export function createWaysAround({ height, width, data }: LabelArray, radius: number): WaysAround {
  const side = 2 * radius + 1;
  // The number of the call that has seen the pixel last, so that nothing needs to be cleared.
  const seen = new Uint32Array(side * side);
  const rows = new Int32Array(side * side);
  const columns = new Int32Array(side * side);
  let call = 0;
  return (place, pixels) => {
    call++;
    const centreRow = Math.floor(place / width);
    const centreColumn = place % width;
    const top = centreRow - radius;
    const left = centreColumn - radius;
    let size = 0;
    const visit = (row: number, column: number): void => {
      const inWindow = (row - top) * side + column - left;
      if (row < 0 || row < top || row >= height || row >= top + side) return;
      if (column < 0 || column < left || column >= width || column >= left + side) return;
      if (seen[inWindow] === call || data[row * width + column] === 0) return;
      seen[inWindow] = call;
      rows[size] = row;
      columns[size++] = column;
    };
    const isSeen = (pixel: number): boolean =>
      seen[(Math.floor(pixel / width) - top) * side + (pixel % width) - left] === call;
    const start = pixels[0]!;
    // What counts as seen already is not entered: the pixel itself.
    seen[radius * side + radius] = call;
    visit(Math.floor(start / width), start % width);
    for (let next = 0; next < size; next++) {
      const row = rows[next]!;
      const column = columns[next]!;
      visit(row, column - 1);
      visit(row - 1, column);
      visit(row, column + 1);
      visit(row + 1, column);
    }
    return pixels.every(isSeen);
  };
}
