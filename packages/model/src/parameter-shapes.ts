import { type UNetConfig, wholeConfig } from './config.ts';

/**
 * Names and shapes of all parameters of a network, in the order in which the data flows through them.
 * @param config what differs from `paperConfig`
 */
export function parameterShapes(config: Partial<UNetConfig>): Record<string, number[]> {
  const { depth, baseWidth, channels, classes } = wholeConfig('parameterShapes', config);
  const width = (level: number) => baseWidth * 2 ** level;
  const shapes: Record<string, number[]> = {};
  const layer = (name: string, kernel: number, inputs: number, outputs: number) => {
    shapes[`${name}.filter`] = [kernel, kernel, inputs, outputs];
    shapes[`${name}.bias`] = [outputs];
  };
  const block = (name: string, inputs: number, outputs: number) => {
    layer(`${name}.conv1`, 3, inputs, outputs);
    layer(`${name}.conv2`, 3, outputs, outputs);
  };
  for (let level = 0; level < depth; level++) {
    block(`down.${level}`, level === 0 ? channels : width(level - 1), width(level));
  }
  block('bottom', width(depth - 1), width(depth));
  for (let level = depth - 1; level >= 0; level--) {
    layer(`up.${level}`, 2, width(level + 1), width(level));
    // The skip's channels and the up-convolution's, side by side.
    block(`merge.${level}`, 2 * width(level), width(level));
  }
  layer('head', 1, width(0), classes);
  return shapes;
}

/** Number of trainable values: 31,030,658 for the paper's network. */
export function parameterCount(config: Partial<UNetConfig>): number {
  return Object.values(parameterShapes(config)).reduce(
    (total, shape) => total + shape.reduce((product, side) => product * side, 1),
    0,
  );
}
