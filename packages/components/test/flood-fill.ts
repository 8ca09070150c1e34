import type { ComponentsArrays } from '@unet/components/arrays';
import type { LabelArray } from '@unet/tensor/arrays';

/** The definition, spelled out: from each pixel not yet numbered, row by row, walk to all that hang together with it. */
export function floodFill({ height, width, data }: LabelArray, connectivity: 4 | 8): ComponentsArrays {
  const numbers = new Int32Array(data.length);
  let count = 0;
  for (let first = 0; first < data.length; first++) {
    if (data[first] === 0 || numbers[first] !== 0) continue;
    count++;
    const open = [first];
    numbers[first] = count;
    for (let pixel = open.pop(); pixel !== undefined; pixel = open.pop()) {
      for (const [down, right] of neighbours) {
        const row: number = Math.floor(pixel / width) + down;
        const column: number = (pixel % width) + right;
        if (connectivity === 4 && down !== 0 && right !== 0) continue;
        if (row < 0 || row >= height || column < 0 || column >= width) continue;
        const other = row * width + column;
        if (data[other] !== data[first] || numbers[other] !== 0) continue;
        numbers[other] = count;
        open.push(other);
      }
    }
  }
  return { labels: { height, width, data: numbers }, count };
}

const neighbours = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => [down, right] as const));
