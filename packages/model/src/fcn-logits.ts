import { type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { bilinearWeights } from './bilinear-weights.ts';
import { type FCNConfig, finestLevel } from './fcn-config.ts';
import type { Layers } from './layers-with.ts';
import { cropAndAdd } from './ops/crop-and-add.ts';
import { maxPool } from './ops/max-pool.ts';
import { transposedConvolution } from './ops/transposed-convolution.ts';

/** The logits of an FCN (Long et al. 2015, section 4.2 and figure 3). */
export function fcnLogits(config: FCNConfig, layers: Layers, image: Tensor4D): Tensor4D {
  const { depth, convolutionsPerBlock } = config;
  const { block, filter, convolution, drop } = layers;
  const score = (x: Tensor4D, level: number): Tensor4D => convolution(x, `score.${level}`, 'linear');
  const pooled = [image]; // with the paper's FCN-8s on 572 x 572: [b, 572, 572, 1]
  for (let level = 0; level < depth; level++) {
    // [b, 284, 284, 64], [b, 140, 140, 128], [b, 68, 68, 256], [b, 32, 32, 512], [b, 14, 14, 512]
    pooled.push(tidy(() => maxPool(block(pooled[level]!, `down.${level}`, convolutionsPerBlock))));
  }
  let scores = tidy(() => {
    let x = pooled[depth]!;
    for (const name of ['head.conv1', 'head.conv2']) x = drop(convolution(x, name), name); // [b, 8, 8, 4096]
    return score(x, depth); // [b, 8, 8, 2]
  });
  const finest = finestLevel(config);
  for (let level = depth - 1; level >= finest; level--) {
    const below = scores;
    scores = tidy(() => {
      const up = transposedConvolution(below, filter(`up.${level}`), { stride: 2 }); // [b, 14, 14, 2], [b, 26, 26, 2]
      return cropAndAdd(score(pooled[level]!, level), up);
    });
  }
  const isLearned = config.lastUpsampling === 'learned';
  const stride = 2 ** finest;
  const last = isLearned ? filter('up.0') : bilinearFilter(stride, config.classes);
  return transposedConvolution(scores, last, { stride, filterGradient: isLearned }); // [b, 200, 200, 2]
}

function bilinearFilter(stride: number, channels: number): Tensor4D {
  return tensor4d(bilinearWeights(stride, channels), [2 * stride, 2 * stride, channels, channels]);
}
