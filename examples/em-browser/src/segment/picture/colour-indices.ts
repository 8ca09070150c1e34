// Which of 256 colours each pixel gets; 0 is for pixels outside of cells.

/** A probability's place among 256 colours. */
export function probabilityIndices(probability: Float32Array): Uint8Array<ArrayBuffer> {
  const indices = new Uint8Array(probability.length);
  for (let pixel = 0; pixel < indices.length; pixel++) indices[pixel] = probability[pixel]! * 255 + 0.5;
  return indices;
}

/** 1 to 255 by the number of the cell, again and again. */
export function cellIndices(labels: Int32Array): Uint8Array<ArrayBuffer> {
  const indices = new Uint8Array(labels.length);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    const number = labels[pixel]!;
    if (number > 0) indices[pixel] = ((number - 1) % 255) + 1;
  }
  return indices;
}

/**
 * What {@link cellIndices} will be, about, before the cells at a new threshold have been counted: those that were known keep their colours, all
 * else above the threshold gets the first.
 * @param known of another threshold, or undefined
 */
export function provisionalIndices(
  probability: Float32Array,
  threshold: number,
  known: Uint8Array | undefined,
): Uint8Array<ArrayBuffer> {
  const indices = new Uint8Array(probability.length);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    if (probability[pixel]! > threshold) indices[pixel] = known?.[pixel] || 1;
  }
  return indices;
}

/** What remains of cells near their edge: from where another cell or none is `thickness` pixels away, up, down, left or right. */
export function outlineIndices(
  cells: Uint8Array,
  height: number,
  width: number,
  thickness: number,
): Uint8Array<ArrayBuffer> {
  const indices = new Uint8Array(cells.length);
  for (let row = 0, pixel = 0; row < height; row++) {
    // What lies beyond the border of the image is no edge: a cell may go on there.
    const above = width * Math.min(thickness, row);
    const below = width * Math.min(thickness, height - 1 - row);
    for (let column = 0; column < width; column++, pixel++) {
      const cell = cells[pixel]!;
      if (cell === 0) continue;
      const atEdge =
        cells[pixel - above] !== cell ||
        cells[pixel + below] !== cell ||
        cells[pixel - Math.min(thickness, column)] !== cell ||
        cells[pixel + Math.min(thickness, width - 1 - column)] !== cell;
      if (atEdge) indices[pixel] = cell;
    }
  }
  return indices;
}
