import { type Block, describeBlock, networkBlocks, wideBlock } from './blocks.ts';
import type { Operation } from './sides.ts';

/** What is to be timed. */
export interface Settings {
  readonly backend: 'webgpu' | 'webgl' | 'simd';
  /** Channels of the first block; 0 leaves the network out. */
  readonly baseWidth: number;
  /** Side of the square that the network sees. */
  readonly inputSize: number;
  /** How often each side is timed. */
  readonly runs: number;
  /** Whether the convolution of 256 x 256 pixels and 64 channels is timed too. */
  readonly wide: boolean;
}

/** Poolings of the network, as in the paper. */
export const depth = 4;

/** Milliseconds of each run of one operation of one block; none of `stock` where there is nothing to compare. */
export interface Timing {
  readonly block: string;
  readonly operation: Operation;
  readonly stock: readonly number[];
  readonly ours: readonly number[];
}

/** What a benchmark finds out. Plain JSON. */
export interface Report {
  readonly date: string;
  readonly settings: Settings;
  /** The browser, or Node. */
  readonly platform: string;
  /** The GPU, or the program that draws instead, as far as it is known. */
  readonly device: string | undefined;
  /** Whether that is a program on the processor. */
  readonly emulated: boolean;
  readonly timings: readonly Timing[];
}

/** The blocks that settings ask for. */
export function blocksOf({ baseWidth, inputSize, wide }: Settings): Block[] {
  const network = baseWidth > 0 ? networkBlocks({ depth, baseWidth, channels: 1 }, inputSize) : [];
  return wide ? [...network, wideBlock] : network;
}

/** A line of the table. */
export interface Row {
  readonly block: string;
  /** Its sizes, in the first row of a block. */
  readonly shape: string;
  readonly operation: Operation;
  /** `12.3 ms (11.9 to 14.0)`: median, smallest and largest. Empty where there are none. */
  readonly stock: string;
  readonly ours: string;
  /** How many times as fast ours is, by the medians. */
  readonly ratio: string;
}

/** The rows of the table, in the order of the timings. */
export function rowsOf({ settings, timings }: Pick<Report, 'settings' | 'timings'>): Row[] {
  const shapes = new Map(blocksOf(settings).map((block) => [block.name, describeBlock(block)]));
  return timings.map(({ block, operation, stock, ours }, index) => ({
    block,
    shape: timings[index - 1]?.block === block ? '' : shapes.get(block)!,
    operation,
    stock: describeRuns(stock),
    ours: describeRuns(ours),
    ratio: stock.length > 0 && ours.length > 0 ? (median(stock) / median(ours)).toFixed(2) : '',
  }));
}

/** What was measured on what, in one line. */
export function headline({ settings, platform, device, emulated }: Report): string {
  const where = device === undefined ? '' : ` on ${device}${emulated ? ', which is a program on the processor' : ''}`;
  return `${settings.backend}${where}; ${platform}; medians of ${settings.runs} (smallest to largest)`;
}

/** The table in Markdown. */
export function markdownTable(rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['block', 'sizes', 'operation', 'TensorFlow.js', 'ours', 'times as fast']),
    line(Array(6).fill('---')),
    ...rows.map(({ block, shape, operation, stock, ours, ratio }) =>
      line([block, shape, operation, stock, ours, ratio]),
    ),
  ].join('\n');
}

function describeRuns(milliseconds: readonly number[]): string {
  if (milliseconds.length === 0) return '';
  const format = (value: number): string => (value < 100 ? value.toFixed(1) : String(Math.round(value)));
  const range = `${format(Math.min(...milliseconds))} to ${format(Math.max(...milliseconds))}`;
  return `${format(median(milliseconds))} ms (${range})`;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
