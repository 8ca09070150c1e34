import { checkOptions } from '@unet/tensor/internal';
import { type UNetConfig, wholeConfig } from './config.ts';
import { marginOf, usualInputSide } from './geometry.ts';
import { checkInputSide } from './input-sizes.ts';
import { parameterCount, parameterShapes } from './parameter-shapes.ts';

/** Options of {@link summary}. */
export interface SummaryOptions {
  /** Side of the square that the network sees, a legal input size. Default: the largest up to 572. */
  readonly inputSize?: number;
}

/**
 * A table of the network for people: each layer's output for an input of `inputSize` x `inputSize` pixels, and its parameters.
 * @param config what differs from `paperConfig`
 * @throws RangeError for an illegal size, TypeError for an unknown option
 * @example
 * console.log(summary(paperConfig, { inputSize: 572 }));
 */
export function summary(config: Partial<UNetConfig>, options: SummaryOptions = {}): string {
  return table(wholeConfig('summary', config), options);
}

function table(config: UNetConfig, options: SummaryOptions): string {
  checkOptions('summary', options, { inputSize: true });
  const { inputSize: size = usualInputSide(config) } = options;
  checkInputSide('summary', 'inputSize', config, size);
  const shapes = parameterShapes(config);
  const loss = config.padding === 'valid' ? 2 : 0;
  const rows: [layer: string, output: string, parameters: number][] = [];
  let side = size;
  const add = (name: string, nextSide: number) => {
    side = nextSide;
    const filter = shapes[`${name}.filter`]!;
    const outputs = filter[3]!;
    rows.push([name, `${side} x ${side} x ${outputs}`, filter.reduce((product, n) => product * n, 1) + outputs]);
  };
  const block = (name: string) => {
    add(`${name}.conv1`, side - loss);
    add(`${name}.conv2`, side - loss);
  };
  for (let level = 0; level < config.depth; level++) {
    block(`down.${level}`);
    side /= 2;
  }
  block('bottom');
  for (let level = config.depth - 1; level >= 0; level--) {
    add(`up.${level}`, side * 2);
    block(`merge.${level}`);
  }
  add('head', side);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const lines = rows.map(
    ([layer, output, count]) =>
      `${layer.padEnd(widths[0]!)}  ${output.padEnd(widths[1]!)}  ${count.toLocaleString('en').padStart(10)}`,
  );
  const total = parameterCount(config).toLocaleString('en');
  return [
    `U-Net: input ${size} x ${size} x ${config.channels}, margin ${marginOf(config)}, ${total} parameters`,
    ...lines,
  ].join('\n');
}
