import type { LabelArray } from '@unet/tensor/arrays';
import type { CellMap } from './cell-map.ts';

/** A label and the cells in it. */
export interface LabelledCells {
  /** 1 inside a cell, 0 on membrane. */
  readonly label: LabelArray;
  /** Number of the cell from 1 in the order of its first pixel row by row, 0 on membrane. */
  readonly instances: LabelArray;
}

/**
 * Makes the exact label of a cell map: membrane is what lies nearer to a wall than half of its width. Between two cells there
 * is always membrane, so that the connected regions of the label are the instances, whether diagonal neighbours count or
 * not. A cell that the section meets twice is two instances.
 * @param halfWidth half of the membrane's width at each pixel
 * @param smallestCell regions of fewer pixels become membrane
 */
export function labelCells(map: CellMap, halfWidth: Float64Array, smallestCell: number): LabelledCells {
  const { height, width } = map;
  const inside = new Int32Array(height * width);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const pixel = row * width + column;
      const far = map.wallDistance[pixel]! > halfWidth[pixel]!;
      inside[pixel] = far && !touchesOtherCell(map, row, column) ? 1 : 0;
    }
  }
  removeDiagonalContacts(inside, height, width);
  const instances = numberRegions(inside, height, width, smallestCell);
  return {
    label: { height, width, data: instances.map((number) => (number > 0 ? 1 : 0)) },
    instances: { height, width, data: instances },
  };
}

function touchesOtherCell({ cells, height, width }: CellMap, row: number, column: number): boolean {
  const cell = cells[row * width + column];
  for (let r = Math.max(row - 1, 0); r <= Math.min(row + 1, height - 1); r++) {
    for (let c = Math.max(column - 1, 0); c <= Math.min(column + 1, width - 1); c++) {
      if (cells[r * width + c] !== cell) return true;
    }
  }
  return false;
}

/** Takes pixels away until no two meet at a corner alone; then regions do not depend on the connectivity. */
function removeDiagonalContacts(inside: Int32Array, height: number, width: number): void {
  let changed = true;
  while (changed) {
    changed = false;
    for (let row = 1; row < height; row++) {
      for (let column = 1; column < width; column++) {
        const here = row * width + column;
        const above = here - width;
        if (
          inside[here] !== inside[above - 1] ||
          inside[above] !== inside[here - 1] ||
          inside[here] === inside[above]
        ) {
          continue;
        }
        inside[inside[here] === 1 ? here : above] = 0;
        changed = true;
      }
    }
  }
}

/** Numbers the regions of ones from 1, by flood fill; smaller ones than `smallest` become 0. */
function numberRegions(inside: Int32Array, height: number, width: number, smallest: number): Int32Array {
  // A frame that counts as visited saves the checks at the border.
  const stride = width + 2;
  const visited = new Uint8Array((height + 2) * stride).fill(1);
  const queue = new Int32Array(height * width);
  const numbers = new Int32Array(height * width);
  for (let pixel = 0; pixel < inside.length; pixel++) visited[framed(pixel, width)] = 1 - inside[pixel]!;
  let count = 0;
  for (let start = 0; start < inside.length; start++) {
    if (visited[framed(start, width)] === 1) continue;
    const size = flood(framed(start, width), visited, stride, queue);
    if (size < smallest) continue;
    count++;
    for (let index = 0; index < size; index++) {
      const place = queue[index]!;
      numbers[(Math.floor(place / stride) - 1) * width + (place % stride) - 1] = count;
    }
  }
  return numbers;
}

/** Index of a pixel in an array with a frame of one pixel on every side. */
function framed(pixel: number, width: number): number {
  return pixel + width + 3 + 2 * Math.floor(pixel / width);
}

/** Visits all that hangs together with `start` over edges, writes it to the front of `queue`, and returns how many they are. */
function flood(start: number, visited: Uint8Array, stride: number, queue: Int32Array): number {
  const steps = [-stride, -1, 1, stride];
  let end = 1;
  queue[0] = start;
  visited[start] = 1;
  for (let next = 0; next < end; next++) {
    for (let direction = 0; direction < 4; direction++) {
      const neighbour = queue[next]! + steps[direction]!;
      if (visited[neighbour] === 1) continue;
      visited[neighbour] = 1;
      queue[end++] = neighbour;
    }
  }
  return end;
}
