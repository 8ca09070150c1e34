import { checkOptions } from '@unet/tensor/internal';
import { marginOf, sideAfter, usualInputSide } from './geometry.ts';
import { checkInputSide } from './input-sizes.ts';
import { layersOf } from './layers-of.ts';
import { type NetworkConfig, nameOf, type PartialNetworkConfig, wholeConfig } from './network-config.ts';
import { parameterCount } from './parameter-shapes.ts';

/** Options of {@link summary}. */
export interface SummaryOptions {
  /** Side of the square that the network sees, a legal input size. Default: the largest up to 572. */
  readonly inputSize?: number;
}

/**
 * A table of the network for people: each layer's output for an input of `inputSize` x `inputSize` pixels, and its parameters.
 * @param config what differs from `paperConfig` or `paperFCNConfig`
 * @throws RangeError for an illegal size, TypeError for an unknown option
 * @example
 * console.log(summary(paperConfig, { inputSize: 572 }));
 */
export function summary(config: PartialNetworkConfig, options: SummaryOptions = {}): string {
  return table(wholeConfig('summary', config), options);
}

function table(config: NetworkConfig, options: SummaryOptions): string {
  checkOptions('summary', options, { inputSize: true });
  const { inputSize: size = usualInputSide(config) } = options;
  checkInputSide('summary', 'inputSize', config, size);
  const rows: [layer: string, output: string, parameters: number][] = [];
  let side = size;
  for (const layer of layersOf(config)) {
    side = sideAfter(layer, config, side);
    if (layer.kind === 'pooling') continue;
    const { name, kernel, inputs, outputs, isLearned, hasBias } = layer;
    const count = (isLearned ? kernel * kernel * inputs * outputs : 0) + (hasBias ? outputs : 0);
    rows.push([name, `${side} x ${side} x ${outputs}`, count]);
  }
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const lines = rows.map(
    ([layer, output, count]) =>
      `${layer.padEnd(widths[0]!)}  ${output.padEnd(widths[1]!)}  ${count.toLocaleString('en').padStart(10)}`,
  );
  const total = parameterCount(config).toLocaleString('en');
  return [
    `${nameOf(config)}: input ${size} x ${size} x ${config.channels}, margin ${marginOf(config)}, ${total} parameters`,
    ...lines,
  ].join('\n');
}
