import type { UNetConfig } from './config.ts';
import { blockOf, convolutionLayer, type LayerShape, poolingLayer } from './layer-shape.ts';

/** The layers of a U-Net (Ronneberger et al. 2015, figure 1). */
export function* unetLayers({ depth, baseWidth, channels, classes }: UNetConfig): Generator<LayerShape> {
  const width = (level: number): number => baseWidth * 2 ** level;
  for (let level = 0; level < depth; level++) {
    yield* blockOf(`down.${level}`, 2, level === 0 ? channels : width(level - 1), width(level));
    yield poolingLayer;
  }
  yield* blockOf('bottom', 2, width(depth - 1), width(depth));
  for (let level = depth - 1; level >= 0; level--) {
    const up = convolutionLayer(`up.${level}`, 2, width(level + 1), width(level));
    yield { ...up, kind: 'upsampling', stride: 2 };
    // The skip's channels and the up-convolution's, side by side.
    yield* blockOf(`merge.${level}`, 2, 2 * width(level), width(level));
  }
  yield convolutionLayer('head', 1, width(0), classes);
}
