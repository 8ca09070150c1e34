import type { LabelArray } from '@unet/tensor/arrays';

// What a place holds beside labels above 0.
const dam = 0;
const dry = -1;
const queued = -2;
/** One pixel around the image, so that every pixel has four neighbours. */
const outside = -3;

/** The watershed of {@link thinBorders}; at least one pixel has a label, none is negative. */
export function floodBorders({ height, width, data }: LabelArray): LabelArray {
  const stride = width + 2;
  const labels = new Int32Array(stride * (height + 2)).fill(outside);
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let end = pixel + width, at = (row + 1) * stride + 1; pixel < end; pixel++, at++) {
      labels[at] = data[pixel] === 0 ? dry : data[pixel]!;
    }
  }
  const queue = new Int32Array(data.length);
  const size = queueShore(labels, height, width, queue);
  flood(labels, stride, queue, size);
  const result = new Int32Array(data.length);
  for (let row = 0; row < height; row++) {
    const start = (row + 1) * stride + 1;
    result.set(labels.subarray(start, start + width), row * width);
  }
  return { height, width, data: result };
}

/** Queues the border pixels beside a segment, column by column; returns how many. */
function queueShore(labels: Int32Array, height: number, width: number, queue: Int32Array): number {
  const stride = width + 2;
  let size = 0;
  for (let column = 1; column <= width; column++) {
    for (let row = 1; row <= height; row++) {
      const at = row * stride + column;
      if (labels[at] !== dry) continue;
      if (labels[at - 1]! > 0 || labels[at - stride]! > 0 || labels[at + 1]! > 0 || labels[at + stride]! > 0) {
        labels[at] = queued;
        queue[size++] = at;
      }
    }
  }
  return size;
}

function flood(labels: Int32Array, stride: number, queue: Int32Array, shore: number): void {
  const neighbours = [-1, -stride, 1, stride];
  let size = shore;
  for (let next = 0; next < size; next++) {
    const at = queue[next]!;
    let own = queued;
    // Whether a dam has made it a dam: a label that follows still takes it.
    let soft = false;
    for (const step of neighbours) {
      const neighbour = labels[at + step]!;
      if (neighbour > 0) {
        if (own === queued || soft) {
          own = neighbour;
          soft = false;
        } else if (own !== neighbour) own = dam;
      } else if (neighbour === dam) {
        if (own === queued) {
          own = dam;
          soft = true;
        }
      } else if (neighbour === dry) {
        labels[at + step] = queued;
        queue[size++] = at + step;
      }
    }
    labels[at] = own;
  }
}
