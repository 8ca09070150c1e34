import { at4, type PlainArray, plainZeros } from './plain-array.ts';

/** Convolution by its definition, in plain loops. */
export function plainConvolution(
  x: PlainArray,
  filter: PlainArray,
  bias: PlainArray,
  padding: 'valid' | 'same',
  activation: 'linear' | 'relu',
): PlainArray {
  const [batch, height, width, inputs] = x.shape as [number, number, number, number];
  const [rows, columns, , outputs] = filter.shape as [number, number, number, number];
  const frame = padding === 'same' ? [(rows - 1) / 2, (columns - 1) / 2] : [0, 0];
  const y = plainZeros([batch, height + 2 * frame[0]! - rows + 1, width + 2 * frame[1]! - columns + 1, outputs]);
  forEach4(y, (item, row, column, output) => {
    let sum = bias.data[output]!;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const [r, c] = [row + i - frame[0]!, column + j - frame[1]!];
        if (r < 0 || c < 0 || r >= height || c >= width) continue;
        for (let input = 0; input < inputs; input++) {
          sum += x.data[at4(x, item, r, c, input)]! * filter.data[at4(filter, i, j, input, output)]!;
        }
      }
    }
    return activation === 'relu' ? Math.max(0, sum) : sum;
  });
  return y;
}

/** Transposed convolution, 2 x 2 with stride 2, by its definition: every input pixel is painted into its square. */
export function plainUpConvolution(
  x: PlainArray,
  filter: PlainArray,
  bias: PlainArray,
  activation: 'linear' | 'relu',
): PlainArray {
  const [batch, height, width, inputs] = x.shape as [number, number, number, number];
  const outputs = filter.shape[3]!;
  const y = plainZeros([batch, 2 * height, 2 * width, outputs]);
  forEach4(y, (item, row, column, output) => {
    let sum = bias.data[output]!;
    for (let input = 0; input < inputs; input++) {
      const pixel = x.data[at4(x, item, Math.floor(row / 2), Math.floor(column / 2), input)]!;
      sum += pixel * filter.data[at4(filter, row % 2, column % 2, input, output)]!;
    }
    return activation === 'relu' ? Math.max(0, sum) : sum;
  });
  return y;
}

/**
 * Transposed convolution by its definition: every input pixel paints the filter, `stride` pixels after the one before it. `stride` pixels on
 * each side, which pixels further out would paint, too, are left out.
 */
export function plainTransposedConvolution(x: PlainArray, filter: PlainArray, stride: number): PlainArray {
  const [batch, height, width, inputs] = x.shape as [number, number, number, number];
  const [rows, columns, , outputs] = filter.shape as [number, number, number, number];
  const y = plainZeros([batch, stride * (height - 1), stride * (width - 1), outputs]);
  forEach4(y, (item, row, column, output) => {
    let sum = 0;
    for (let r = 0; r < height; r++) {
      for (let c = 0; c < width; c++) {
        const [i, j] = [row + stride - stride * r, column + stride - stride * c];
        if (i < 0 || j < 0 || i >= rows || j >= columns) continue;
        for (let input = 0; input < inputs; input++) {
          sum += x.data[at4(x, item, r, c, input)]! * filter.data[at4(filter, i, j, input, output)]!;
        }
      }
    }
    return sum;
  });
  return y;
}

/** The largest of each 2 x 2 window. */
export function plainMaxPool(x: PlainArray): PlainArray {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const y = plainZeros([batch, height / 2, width / 2, channels]);
  forEach4(y, (item, row, column, channel) => {
    const window = [0, 1, 2, 3].map(
      (place) => x.data[at4(x, item, 2 * row + (place >> 1), 2 * column + (place & 1), channel)]!,
    );
    return Math.max(...window);
  });
  return y;
}

/** The centre of `skip`, then `up`, along the channels. */
export function plainCropAndConcatenate(skip: PlainArray, up: PlainArray): PlainArray {
  const [batch, height, width, upChannels] = up.shape as [number, number, number, number];
  const skipChannels = skip.shape[3]!;
  const [top, left] = [(skip.shape[1]! - height) / 2, (skip.shape[2]! - width) / 2];
  const y = plainZeros([batch, height, width, skipChannels + upChannels]);
  forEach4(y, (item, row, column, channel) =>
    channel < skipChannels
      ? skip.data[at4(skip, item, row + top, column + left, channel)]!
      : up.data[at4(up, item, row, column, channel - skipChannels)]!,
  );
  return y;
}

/** The sum of the centre of `skip` and `up`. */
export function plainCropAndAdd(skip: PlainArray, up: PlainArray): PlainArray {
  const channels = up.shape[3]!;
  const joined = plainCropAndConcatenate(skip, up);
  const y = plainZeros(up.shape);
  forEach4(y, (item, row, column, channel) => {
    const [first, second] = [channel, channels + channel];
    return joined.data[at4(joined, item, row, column, first)]! + joined.data[at4(joined, item, row, column, second)]!;
  });
  return y;
}

/** The mean over all pixels of `weight * -log softmax(logits)[label]`. */
export function plainCrossEntropy(logits: PlainArray, label: ArrayLike<number>, weight: ArrayLike<number>): PlainArray {
  const classes = logits.shape[3]!;
  const pixels = logits.data.length / classes;
  let sum = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const values = logits.data.subarray(pixel * classes, (pixel + 1) * classes);
    const largest = Math.max(...values);
    const logSum = Math.log(values.reduce((total, value) => total + Math.exp(value - largest), 0)) + largest;
    sum += weight[pixel]! * (logSum - values[label[pixel]!]!);
  }
  return { shape: [], data: Float64Array.of(sum / pixels) };
}

function forEach4(y: PlainArray, value: (batch: number, row: number, column: number, channel: number) => number): void {
  const [batch, height, width, channels] = y.shape as [number, number, number, number];
  for (let item = 0; item < batch; item++) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        for (let channel = 0; channel < channels; channel++) {
          y.data[at4(y, item, row, column, channel)] = value(item, row, column, channel);
        }
      }
    }
  }
}
