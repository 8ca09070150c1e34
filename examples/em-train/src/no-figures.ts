import type { FigureFolder } from './figures.ts';

/** Draws nothing. */
export const noFigures: FigureFolder = {
  preparation: async () => {},
  loss: async () => {},
  preview: async () => {},
  results: async () => {},
};
