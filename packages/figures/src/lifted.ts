import { type Lifted, lift, type Tensors, type Weight, type WeightArray } from '@unet/tensor';
import * as arrays from './arrays.ts';

/** What {@link tileFigure} draws. */
export type TileFigure = Tensors<arrays.TileFigureArrays>;

/**
 * Reads the image from its backend once and draws the overlap tiles of a plan: as `tileFigure` of `@unet/figures/arrays`.
 * @returns SVG text; the image stays the caller's
 * @example
 * const plan = planTiles({ height: 512, width: 512, outputSize: 388, stride: 124, margin: 92 });
 * const svg = await tileFigure({ image, plan });
 */
export const tileFigure: Lifted<typeof arrays.tileFigure> = lift('tileFigure', arrays.tileFigure, {
  options: { image: 'image' },
});

/** An image and its label; the label may be smaller, about the same centre. */
export type LabelledImage = Tensors<arrays.LabelledImageArrays>;

/** What {@link augmentationFigure} draws. */
export type AugmentationFigure = Tensors<Omit<arrays.AugmentationFigureArrays, 'field'>> & {
  /**
   * A `DisplacementField` of `@unet/elastic`. Draws a grid over the sample before and as the field deforms it over the sample after; without
   * it there is no grid.
   */
  readonly field?: { readonly rows: Weight; readonly columns: Weight };
};

/** A field whose two planes are what {@link lift} knows. */
interface FieldOfPlanes extends Omit<arrays.AugmentationFigureArrays, 'field'> {
  readonly field?: { readonly rows: WeightArray; readonly columns: WeightArray };
}

function augmentationOfPlanes({ field, ...options }: FieldOfPlanes): string {
  if (field === undefined) return arrays.augmentationFigure(options);
  const { rows, columns } = field;
  const { height, width } = rows;
  return arrays.augmentationFigure({ ...options, field: { height, width, rows: rows.data, columns: columns.data } });
}

/**
 * Reads images, labels and the field from their backend once and draws a sample before and after an augmentation: as
 * `augmentationFigure` of `@unet/figures/arrays`.
 * @returns SVG text; the tensors stay the caller's
 * @example
 * const field = coarseField({ height: 572, width: 572, random });
 * const after = { image: warpImage(image, field), label: warpLabel(label, field) };
 * const svg = await augmentationFigure({ before: { image, label }, after, field });
 */
export const augmentationFigure: (options: AugmentationFigure) => Promise<string> = lift(
  'augmentationFigure',
  augmentationOfPlanes,
  {
    options: {
      before: { image: 'image', label: 'label' },
      after: { image: 'image', label: 'label' },
      'field?': { rows: 'weight', columns: 'weight' },
    },
  },
);

/** What {@link overlayFigure} draws; image and label of one size. */
export type OverlayFigure = Tensors<arrays.OverlayFigureArrays>;

/**
 * Reads image and label from their backend once and draws the label over the image: as `overlayFigure` of `@unet/figures/arrays`.
 * @returns SVG text; the tensors stay the caller's
 * @example
 * const svg = await overlayFigure({ image, label, opacity: 0.3, title: 'slice 7' });
 */
export const overlayFigure: Lifted<typeof arrays.overlayFigure> = lift('overlayFigure', arrays.overlayFigure, {
  options: { image: 'image', label: 'label' },
});

/** What {@link weightMapFigure} draws; all of one size. */
export type WeightMapFigure = Tensors<arrays.WeightMapFigureArrays>;

/**
 * Reads the label and both weights from their backend once and draws them: as `weightMapFigure` of `@unet/figures/arrays`.
 * @returns SVG text; the tensors stay the caller's
 * @example
 * const classBalance = classBalanceMap(label, { classes: 2 });
 * const svg = await weightMapFigure({ label, classBalance, weight: await weightMap(label) });
 */
export const weightMapFigure: Lifted<typeof arrays.weightMapFigure> = lift('weightMapFigure', arrays.weightMapFigure, {
  options: { label: 'label', classBalance: 'weight', weight: 'weight' },
});

/** One slice of {@link predictionFigure}; all of one size. */
export type PredictionRow = Tensors<arrays.PredictionRowArrays>;

/** What {@link predictionFigure} draws. */
export type PredictionFigure = Tensors<arrays.PredictionFigureArrays>;

/**
 * Reads images, truths and probabilities from their backend once and draws slices with their predictions: as `predictionFigure` of
 * `@unet/figures/arrays`.
 * @returns SVG text; the tensors stay the caller's
 * @example
 * const probability = classProbability(await segment(unet, image), 1);
 * const svg = await predictionFigure({ rows: [{ name: 'slice 26', image, truth, probability }] });
 */
export const predictionFigure: Lifted<typeof arrays.predictionFigure> = lift(
  'predictionFigure',
  arrays.predictionFigure,
  { options: { rows: [{ 'image?': 'image', truth: 'label', probability: 'image' }] } },
);
