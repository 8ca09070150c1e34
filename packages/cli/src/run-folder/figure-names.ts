/** Names of all figures that a run has. */
export const figureNames = [
  'tiles',
  'augmentation',
  'weight-map',
  'loss',
  'preview',
  'predictions',
  'thresholds',
] as const;

/** One of {@link figureNames}. */
export type FigureName = (typeof figureNames)[number];
