import { weightedLayersOf } from './layers-of.ts';
import { type NetworkConfig, type PartialNetworkConfig, wholeConfig } from './network-config.ts';

/**
 * Names and shapes of all parameters of a network, in the order in which the data flows through them.
 * @param config what differs from `paperConfig` or `paperFCNConfig`
 */
export function parameterShapes(config: PartialNetworkConfig): Record<string, number[]> {
  return shapesOf(wholeConfig('parameterShapes', config));
}

/** {@link parameterShapes} of a whole configuration. */
export function shapesOf(config: NetworkConfig): Record<string, number[]> {
  const shapes: Record<string, number[]> = {};
  for (const { name, kernel, inputs, outputs, hasBias, isLearned } of weightedLayersOf(config)) {
    if (isLearned) shapes[`${name}.filter`] = [kernel, kernel, inputs, outputs];
    if (hasBias) shapes[`${name}.bias`] = [outputs];
  }
  return shapes;
}

/** Number of trainable values: 31,030,658 for the paper's network. */
export function parameterCount(config: PartialNetworkConfig): number {
  return Object.values(parameterShapes(config)).reduce(
    (total, shape) => total + shape.reduce((product, side) => product * side, 1),
    0,
  );
}
