import type { RawData, RawImage } from '../raw-image.ts';

/** Takes stored values, and knows what they come to. */
export interface ValueMeter {
  /** Takes each `stride`th value from `first` on: a channel. */
  add(data: RawData, first: number, stride: number): void;
  /** By linear interpolation between the values in order, as numpy does by default. */
  percentile(percent: number): number;
}

/** Values that are kept of those that have no table. */
const KEPT = 2 ** 20;

/**
 * A meter of the values of one channel: exact for integers of up to 16 bits, and for others of so many values that all are kept; else every so
 * manieth counts.
 * @param total values that will come
 */
export function createValueMeter(
  { format, bitDepth }: Pick<RawImage, 'format' | 'bitDepth'>,
  total: number,
): ValueMeter {
  if (format !== 'float' && bitDepth <= 16)
    return tableMeter(format === 'int' ? 2 ** (bitDepth - 1) : 0, 2 ** bitDepth);
  return sampleMeter(total);
}

function tableMeter(offset: number, size: number): ValueMeter {
  const counts = new Float64Array(size);
  let total = 0;
  return {
    add(data, first, stride) {
      for (let index = first; index < data.length; index += stride) {
        counts[data[index]! + offset]!++;
        total++;
      }
    },
    percentile(percent) {
      return between(percent, total, (place) => {
        let passed = 0;
        for (let index = 0; index < size; index++) {
          passed += counts[index]!;
          if (passed > place) return index - offset;
        }
        return size - 1 - offset;
      });
    },
  };
}

function sampleMeter(total: number): ValueMeter {
  const every = Math.ceil(total / KEPT);
  const kept = new Float64Array(Math.ceil(total / every));
  let seen = 0;
  let count = 0;
  let sorted: Float64Array | undefined;
  return {
    add(data, first, stride) {
      for (let index = first; index < data.length; index += stride) {
        // What is no number has a message of its own, where the image is made.
        const value = data[index]!;
        if (seen++ % every === 0 && Number.isFinite(value) && count < kept.length) kept[count++] = value;
      }
      sorted = undefined;
    },
    percentile(percent) {
      sorted ??= kept.slice(0, count).sort();
      return between(percent, count, (place) => sorted![place]!);
    },
  };
}

function between(percent: number, total: number, valueAt: (place: number) => number): number {
  if (total === 0) return 0;
  const place = (percent / 100) * (total - 1);
  const below = Math.floor(place);
  const low = valueAt(below);
  if (below === place) return low;
  return low + (place - below) * (valueAt(below + 1) - low);
}
