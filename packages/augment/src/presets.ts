import type { AugmentOptions } from './augment-options.ts';

/** No augmentation: `augmentWindow` then cuts the window out, mirrored outside the slice, and changes nothing. */
export const noAugmentation: AugmentOptions = Object.freeze({});

/**
 * The numbers of the annotated PyTorch notebook, a widely read reimplementation of U-Net step by step on the ISBI 2012 slices: in 70 %
 * of the samples a dense elastic field (sigma 5, alpha 50, kernel 25), rotations up to 3 degrees, shifts up to 3 pixels, noise with
 * standard deviation 0.2; labels interpolated and thresholded.
 *
 * The paper (see {@link paperAugmentation}) deforms every sample, by a coarse field; the dense one is from Simard, Steinkraus and Platt
 * 2003. The paper also speaks of changes of grey value and gives no numbers for rotation, shift and noise. The notebook's Gaussian is
 * off centre by half a pixel; ours is centred.
 */
export const notebookAugmentation: AugmentOptions = Object.freeze({
  elastic: Object.freeze({ kind: 'dense', sigma: 5, alpha: 50, kernelSize: 25, probability: 0.7 }),
  rotation: 3,
  shift: 3,
  noise: 0.2,
  labelInterpolation: 'bilinear',
});

/**
 * What Ronneberger, Fischer and Brox 2015 (https://arxiv.org/abs/1505.04597), section 3.1, describe: random displacement vectors on a
 * 3 x 3 grid with a standard deviation of 10 pixels, bicubically interpolated, in every sample; shift and rotation; changes of
 * grey value. The paper gives no numbers for the last three. Here: any rotation, since the tissue has no upright side; shifts up to
 * 10 pixels; gain and gamma up to 1.2, offset up to 0.1.
 */
export const paperAugmentation: AugmentOptions = Object.freeze({
  elastic: Object.freeze({ kind: 'coarse', grid: 3, sigma: 10 }),
  rotation: 180,
  shift: 10,
  gamma: 1.2,
  gain: 1.2,
  offset: 0.1,
});

/**
 * What short runs on few slices gain most from. The symmetries of the square cost nothing and multiply the data by eight; the coarse
 * elastic field of the paper with half its standard deviation, in 70 % of the samples, and mild changes of grey value do the rest.
 */
export const quickAugmentation: AugmentOptions = Object.freeze({
  flips: true,
  quarterTurns: true,
  elastic: Object.freeze({ kind: 'coarse', grid: 3, sigma: 5, probability: 0.7 }),
  gain: 1.1,
  offset: 0.05,
  noise: 0.03,
});
