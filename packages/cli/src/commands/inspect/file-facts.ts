import type { RawImage } from '@unet/image-io/arrays';

/** How often a value is in a file. */
interface ValueCount {
  readonly value: number;
  readonly count: number;
}

/** What a file is, before anybody says what it means. Plain JSON. */
export interface FileFacts {
  readonly file: string;
  readonly pages: number;
  /** Of its pages, each once. */
  readonly sizes: readonly { readonly height: number; readonly width: number }[];
  /** Samples per pixel as stored, opacity included, each once. */
  readonly channels: readonly number[];
  readonly hasOpacity: boolean;
  readonly hasPalette: boolean;
  /** `uint8`, `int16`, `float32` and so on, each once. */
  readonly types: readonly string[];
  /** The least and the greatest of all samples, of a palette its colours; NaN passed over. */
  readonly range: readonly [number, number];
  /** All values of the file in ascending order, where there are few. */
  readonly values: readonly ValueCount[] | undefined;
  /** Samples that are NaN or infinite. */
  readonly notFinite: number;
}

/** More values than this are grey values, or numbers of objects, that nobody wants to see one by one. */
const MOST_VALUES = 16;

/** Looks at all pages of a file. */
export function factsOf(file: string, pages: readonly RawImage[]): FileFacts {
  const counts = new Map<number, number>();
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let notFinite = 0;
  for (const { data } of pages) {
    let previous = Number.NaN;
    let run = 0;
    const endRun = (): void => {
      // A value that is new beyond all that are shown shows that there are too many.
      if (run > 0 && (counts.has(previous) || counts.size <= MOST_VALUES)) {
        counts.set(previous, (counts.get(previous) ?? 0) + run);
      }
    };
    for (let sample = 0; sample < data.length; sample++) {
      const value = data[sample]!;
      if (!Number.isFinite(value)) {
        notFinite++;
        continue;
      }
      if (value < low) low = value;
      if (value > high) high = value;
      if (value !== previous) {
        endRun();
        previous = value;
        run = 0;
      }
      run++;
    }
    endRun();
  }
  const few = counts.size <= MOST_VALUES;
  const sizes = new Map(pages.map(({ height, width }) => [`${height} x ${width}`, { height, width }]));
  return {
    file,
    pages: pages.length,
    sizes: [...sizes.values()],
    channels: [...new Set(pages.map(({ channels }) => channels))],
    hasOpacity: pages.some(({ channels, alpha }) => alpha ?? (channels === 2 || channels === 4)),
    hasPalette: pages.some(({ indices }) => indices !== undefined),
    types: [...new Set(pages.map(({ format, bitDepth }) => `${format}${bitDepth}`))],
    range: [low, high],
    values: few
      ? [...counts].map(([value, count]) => ({ value, count })).sort((one, other) => one.value - other.value)
      : undefined,
    notFinite,
  };
}

/** A file in one line. */
export function describeFile({
  file,
  pages,
  sizes,
  channels,
  hasOpacity,
  hasPalette,
  types,
  range,
  values,
  notFinite,
}: FileFacts): string {
  const [size] = sizes;
  const parts = [
    pages === 1 ? undefined : `${pages} pages`,
    sizes.length === 1 ? `${size!.height} x ${size!.width}` : `${sizes.length} sizes`,
    `${channels.join(' or ')} channel${channels.length === 1 && channels[0] === 1 ? '' : 's'}${hasOpacity ? ', one of them opacity' : ''}`,
    types.join(' and '),
    hasPalette ? 'a palette' : undefined,
    values === undefined ? `values ${short(range[0])} to ${short(range[1])}` : describeValues(values),
    notFinite === 0 ? undefined : `${notFinite} samples that are not finite`,
  ];
  return `${file}: ${parts.filter((part) => part !== undefined).join(', ')}`;
}

/** "0 (21.3 %) and 255 (78.7 %)". */
function describeValues(values: readonly ValueCount[]): string {
  const all = values.reduce((sum, { count }) => sum + count, 0);
  const shares = values.map(({ value, count }) => `${short(value)} (${((100 * count) / all).toFixed(1)} %)`);
  if (shares.length <= 1) return shares.length === 0 ? 'no value' : `${shares[0]!.split(' ')[0]} everywhere`;
  return `${shares.slice(0, -1).join(', ')} and ${shares.at(-1)}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(5)));
}
