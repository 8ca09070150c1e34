import { type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { UNetConfig } from './config.ts';
import type { Layers } from './layers-with.ts';
import { cropAndConcatenate } from './ops/crop-and-concatenate.ts';
import { maxPool } from './ops/max-pool.ts';
import { upConvolution } from './ops/up-convolution.ts';

/** The logits of a U-Net (Ronneberger et al. 2015, figure 1). */
export function unetLogits(config: UNetConfig, layers: Layers, image: Tensor4D): Tensor4D {
  const { depth } = config;
  const { block, filter, bias, drop } = layers;
  const skips: Tensor4D[] = []; // with the paper's network on 572 x 572:
  let x = image; // [b, 572, 572, 1]
  for (let level = 0; level < depth; level++) {
    x = block(x, `down.${level}`, 2); // [b, 568, 568, 64] … [b, 64, 64, 512]
    if (config.dropout === 'last-two' && level === depth - 1) x = drop(x, `down.${level}`);
    skips.push(x);
    x = maxPool(x); // [b, 284, 284, 64] … [b, 32, 32, 512]
  }
  x = block(x, 'bottom', 2); // [b, 28, 28, 1024]
  if (config.dropout !== 'none') x = drop(x, 'bottom');
  for (let level = depth - 1; level >= 0; level--) {
    const below = x;
    x = tidy(() => {
      const up = upConvolution(below, filter(`up.${level}`), bias(`up.${level}`), { activation: config.upConvolution }); // [b, 56, 56, 512] …
      const merged = cropAndConcatenate(skips[level]!, up); // [b, 56, 56, 1024] … [b, 392, 392, 128]
      return block(merged, `merge.${level}`, 2); // [b, 52, 52, 512] … [b, 388, 388, 64]
    });
  }
  return layers.convolution(x, 'head', 'linear'); // [b, 388, 388, 2]
}
