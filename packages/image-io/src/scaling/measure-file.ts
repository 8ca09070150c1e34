import type { PercentileScaling, Scaling } from '@unet/tensor/arrays';
import { asShown, colourChannels, type RawImage } from '../raw-image.ts';
import { fixedRange, type GreyRange, rangeFrom } from './grey-range.ts';
import { createValueMeter, type ValueMeter } from './value-meter.ts';

/** A page without its samples. */
export type PageHeader = Omit<RawImage, 'data' | 'indices' | 'page'>;

/** Measures a file for its scaling; pages of different kinds have ranges of their own. */
export interface FileMeter {
  /** Takes samples of a page, all or rows. */
  add(rows: RawImage): void;
  /** The range of a page, when all samples have come. */
  rangeOf(page: PageHeader): GreyRange;
}

/** Measures one kind of pages. */
interface KindMeter {
  add(rows: RawImage): void;
  range(): GreyRange;
}

/**
 * A meter of a file.
 * @param pages all that will come
 */
export function createFileMeter(pages: readonly PageHeader[], scaling: Scaling): FileMeter {
  const fixed = fixedRange(scaling);
  if (fixed !== undefined) return { add: () => {}, rangeOf: () => fixed };
  const kinds = new Map<string, KindMeter>();
  for (const page of pages) {
    const alike = pages.filter((other) => kindOf(other) === kindOf(page));
    const pixels = alike.reduce((sum, { height, width }) => sum + height * width, 0);
    if (!kinds.has(kindOf(page))) kinds.set(kindOf(page), createKindMeter(page, pixels, scaling));
  }
  const ranges = new Map<string, GreyRange>();
  return {
    add: (rows) => kinds.get(kindOf(rows))!.add(asShown(rows)),
    rangeOf(page) {
      const kind = kindOf(page);
      const range = ranges.get(kind) ?? kinds.get(kind)!.range();
      ranges.set(kind, range);
      return range;
    },
  };
}

/** The range of each page of a file. */
export function rangesOfPages(pages: readonly RawImage[], scaling: Scaling): GreyRange[] {
  const meter = createFileMeter(pages, scaling);
  for (const page of pages) meter.add(page);
  return pages.map((page) => meter.rangeOf(page));
}

/** What samples are called in the floors of a scaling: uint8, float32. */
export function sampleName({ format, bitDepth }: Pick<RawImage, 'format' | 'bitDepth'>): string {
  return `${format}${bitDepth}`;
}

function kindOf(page: PageHeader): string {
  return `${sampleName(page)} ${page.channels} ${colourChannels(page)} ${page.separateChannels === true}`;
}

/** How many ranges a page has: colours share one, other channels have their own. */
function rangesIn(page: PageHeader): number {
  const colours = colourChannels(page);
  return colours === 3 && page.separateChannels !== true ? 1 : colours;
}

function createKindMeter(page: PageHeader, pixels: number, scaling: Scaling): KindMeter {
  const ranges = rangesIn(page);
  const colours = colourChannels(page);
  if (scaling.kind === 'percentile') {
    const meters = Array.from({ length: ranges }, () => createValueMeter(page, (pixels * colours) / ranges));
    return {
      add({ data, channels }) {
        for (let channel = 0; channel < colours; channel++) {
          meters[ranges === 1 ? 0 : channel]!.add(data, channel, channels);
        }
      },
      range: () => percentileRange(meters, page, scaling),
    };
  }
  const sums = Array.from({ length: ranges }, () => ({ count: 0, sum: 0, squares: 0 }));
  return {
    add({ data, channels }) {
      for (let channel = 0; channel < colours; channel++) {
        const own = sums[ranges === 1 ? 0 : channel]!;
        for (let index = channel; index < data.length; index += channels) {
          const value = data[index]!;
          own.count++;
          own.sum += value;
          own.squares += value * value;
        }
      }
    },
    range() {
      const means = sums.map(({ count, sum }) => sum / Math.max(1, count));
      const deviations = sums.map(({ count, squares }, index) => {
        return Math.sqrt(Math.max(0, squares / Math.max(1, count) - means[index]! ** 2));
      });
      const high = means.map((mean, index) => mean + deviations[index]!);
      return rangeFrom(scaling, means, high, []);
    },
  };
}

function percentileRange(meters: readonly ValueMeter[], page: PageHeader, scaling: PercentileScaling): GreyRange {
  const low = meters.map((meter) => meter.percentile(scaling.low));
  const high = meters.map((meter) => meter.percentile(scaling.high));
  return rangeFrom(scaling, low, high, scaling.floors?.[sampleName(page)] ?? []);
}
