import { type FCNConfig, finestLevel } from './fcn-config.ts';
import { blockOf, convolutionLayer, type LayerShape, poolingLayer, type WeightedLayer } from './layer-shape.ts';

/**
 * The layers of an FCN (Long et al. 2015, section 4 and figure 3): poolings, the head that was fully connected, and the predictions from the
 * deepest level up. Level l is behind l poolings. Predictions start at zero and upsamplings as bilinear interpolation (section 4.3). The
 * paper's upsamplings have no bias.
 */
export function* fcnLayers(config: FCNConfig): Generator<LayerShape> {
  const { depth, baseWidth, channels, classes, convolutionsPerBlock, headKernel, headWidth } = config;
  /** Channels behind so many poolings. */
  const width = (level: number): number => (level === 0 ? channels : baseWidth * 2 ** Math.min(level - 1, 3));
  const scoreOf = (level: number, inputs: number): LayerShape =>
    convolutionLayer(`score.${level}`, 1, inputs, classes, 'zero');
  const up = (level: number, stride: number): WeightedLayer => ({
    ...convolutionLayer(`up.${level}`, 2 * stride, classes, classes, 'bilinear'),
    kind: 'upsampling',
    stride,
    hasBias: false,
  });

  for (let level = 0; level < depth; level++) {
    yield* blockOf(`down.${level}`, convolutionsPerBlock, width(level), width(level + 1));
    yield poolingLayer;
  }
  yield convolutionLayer('head.conv1', headKernel, width(depth), headWidth);
  yield convolutionLayer('head.conv2', 1, headWidth, headWidth);
  yield scoreOf(depth, headWidth);
  const finest = finestLevel(config);
  for (let level = depth - 1; level >= finest; level--) {
    yield up(level, 2);
    yield scoreOf(level, width(level));
  }
  yield { ...up(0, 2 ** finest), isLearned: config.lastUpsampling === 'learned' };
}
