import { FileError } from '@unet/files';
import { colourChannels, largestSample, type RawData, type RawImage } from './raw-image.ts';

/** What tells classes and instances apart. */
export interface LabelValues {
  /** A value a pixel, of each page. */
  readonly pages: readonly RawData[];
  /** What the values are called; those of colours are their numbers, from 0. */
  readonly what: 'grey value' | 'colour' | 'opacity value';
}

/** What tells the classes of labels apart: their grey values, palette indices or colours, or where all else is alike their opacity. */
export function labelValues(pages: readonly RawImage[]): LabelValues {
  if (pages.every(isOnlyOpacity) && pages.some(hasDifferentOpacity)) {
    return { pages: pages.map((page) => channelOf(page, page.channels - 1)), what: 'opacity value' };
  }
  const isColoured = pages.some((page) => page.indices === undefined && firstColoured(page) !== undefined);
  return isColoured
    ? { pages: colourNumbers(pages), what: 'colour' }
    : { pages: pages.map(greyValues), what: 'grey value' };
}

/** Where a pixel lies, for messages. */
export function placeOf(
  { page, width }: RawImage,
  pixel: number,
): { page: number | undefined; row: number; column: number } {
  return { page, row: Math.floor(pixel / width), column: pixel % width };
}

function greyValues(page: RawImage): RawData {
  if (page.indices !== undefined) return page.indices;
  return page.channels === 1 ? page.data : channelOf(page, 0);
}

function channelOf({ data, channels, width, height }: RawImage, channel: number): RawData {
  const values = data.slice(0, width * height);
  for (let pixel = 0; pixel < values.length; pixel++) values[pixel] = data[pixel * channels + channel]!;
  return values;
}

/** The first pixel whose channels differ. */
function firstColoured(page: RawImage): number | undefined {
  const { data, channels } = page;
  const colours = colourChannels(page);
  for (let first = 0; first < data.length; first += channels) {
    for (let channel = 1; channel < colours; channel++) {
      if (!Object.is(data[first + channel], data[first])) return first / channels;
    }
  }
  return undefined;
}

const hasAlpha = (page: RawImage): boolean => colourChannels(page) < page.channels;

/** Whether all pixels of a page have one colour, and an opacity. */
function isOnlyOpacity(page: RawImage): boolean {
  const { data, channels } = page;
  return (
    hasAlpha(page) &&
    data.every((value, index) => index % channels === channels - 1 || value === data[index % channels])
  );
}

function hasDifferentOpacity({ data, channels }: RawImage): boolean {
  return data.some((value, index) => index % channels === channels - 1 && value !== data[channels - 1]);
}

/**
 * Numbers the colours of all pages: 0 is black, or white where there is no black; the others follow in the order of red, green, blue.
 * @throws FileError for colours of which none can be the background, for more than 65536 of them, and for pages of channels that are no colours
 */
function colourNumbers(pages: readonly RawImage[]): RawData[] {
  const keys = pages.map(colourKeys);
  const found = [...new Set(keys.flatMap((page) => [...new Set(page)]))].sort((a, b) => a - b);
  const [page] = pages as [RawImage];
  const lightest = largestSample(page);
  const white = keyOf(lightest, lightest, lightest);
  const background = found[0] === 0 ? 0 : white;
  const place = pages
    .map((one, index) => ({ index, pixel: firstColoured(one) }))
    .find(({ pixel }) => pixel !== undefined)!;
  const refuse = (problem: string): FileError =>
    new FileError(`label ${problem}`, placeOf(pages[place.index]!, place.pixel!));
  if (!found.includes(background)) {
    throw refuse(`has colours, and neither black nor white, so that the background cannot be told: ${words(found)}`);
  }
  if (found.length > 65536) throw refuse(`has ${found.length} colours, which are too many`);
  const ranks = new Map([background, ...found.filter((key) => key !== background)].map((key, rank) => [key, rank]));
  return keys.map((page) => Uint16Array.from(page, (key) => ranks.get(key)!));
}

/** The colour of each pixel as a number. */
function colourKeys(page: RawImage): Float64Array {
  const { data, channels, width, height, format, bitDepth } = page;
  const colours = colourChannels(page);
  if ((colours !== 1 && colours !== 3) || format !== 'uint' || bitDepth > 16) {
    const problem = `label must have one channel or colours of whole numbers, got ${colours} channels that differ`;
    throw new FileError(problem, placeOf(page, firstColoured(page) ?? 0));
  }
  const [green, blue] = colours === 1 ? [0, 0] : [1, 2];
  const keys = new Float64Array(width * height);
  for (let pixel = 0; pixel < keys.length; pixel++) {
    const red = pixel * channels;
    keys[pixel] = keyOf(data[red]!, data[red + green]!, data[red + blue]!);
  }
  return keys;
}

function keyOf(red: number, green: number, blue: number): number {
  return (red * 65536 + green) * 65536 + blue;
}

function words(keys: readonly number[]): string {
  const shown = keys
    .slice(0, 3)
    .map((key) => `(${Math.floor(key / 2 ** 32)}, ${Math.floor(key / 65536) % 65536}, ${key % 65536})`);
  return shown.join(', ') + (keys.length > 3 ? ', ...' : '');
}
