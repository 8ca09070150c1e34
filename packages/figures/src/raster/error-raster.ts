import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { palette } from '../svg/style.ts';
import { type Raster, type Rgb, rgbOf } from './raster.ts';

type Outcome = 'truePositive' | 'trueNegative' | 'falsePositive' | 'falseNegative';

/** Colours of the four outcomes of a pixel. */
export const outcomeColors: Readonly<Record<Outcome, string>> = {
  truePositive: '#ffffff',
  trueNegative: '#000000',
  falsePositive: palette.vermilion,
  falseNegative: palette.sky,
};

/** A prediction cut at a threshold, with what is wrong in colour; the foreground of the truth is what is not 0. */
export function errorRaster(probability: ImageArray, truth: LabelArray, threshold: number): Raster {
  const { height, width } = probability;
  const outcomes: readonly Rgb[] = [
    rgbOf(outcomeColors.trueNegative),
    rgbOf(outcomeColors.falseNegative),
    rgbOf(outcomeColors.falsePositive),
    rgbOf(outcomeColors.truePositive),
  ];
  const data = new Uint8Array(height * width * 3);
  for (let pixel = 0; pixel < height * width; pixel++) {
    const predicted = probability.data[pixel]! > threshold ? 2 : 0;
    const actual = truth.data[pixel] !== 0 ? 1 : 0;
    data.set(outcomes[predicted + actual]!, pixel * 3);
  }
  return { height, width, data };
}
