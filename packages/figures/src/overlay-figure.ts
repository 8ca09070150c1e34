import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { checkFraction, checkImageArray, checkSameSize } from '@unet/tensor/internal';
import { checkClasses } from './check-classes.ts';
import { type FigureOptions, figureOptions } from './figure-options.ts';
import { frame } from './panel.ts';
import { type LegendEntry, legend, swatchWidth } from './plot/legend.ts';
import { highestLabel } from './raster/label-raster.ts';
import { overlayColor, overlayRaster } from './raster/overlay-raster.ts';
import { picture } from './raster/picture.ts';
import { fitBox } from './svg/box.ts';
import { svgDocument, titleHeight } from './svg/document.ts';
import { filled } from './svg/shapes.ts';
import { ink, outerSpace, seriesColors } from './svg/style.ts';

/** What {@link overlayFigure} draws; image and label of one size. */
export interface OverlayFigureArrays extends FigureOptions {
  /** Grey or colour, values in [0, 1]. */
  readonly image: ImageArray;
  /** Classes or instance numbers; 0 is the background, which stays as it is. */
  readonly label: LabelArray;
  /** How strongly the classes are coloured, from 0, only the image, to 1, only the colours; default 0.4. */
  readonly opacity?: number;
}

/**
 * Draws a label over its image: each class above 0 in a colour of its own, so that one sees whether the label fits. A legend names
 * the classes while they have different colours.
 * @returns SVG text
 * @throws TypeError for an unknown option or one of the wrong type; RangeError for negative classes,
 * sizes that do not agree, or an opacity outside [0, 1]
 * @example
 * const svg = overlayFigure({ image, label, opacity: 0.3, title: 'slice 7' });
 */
export function overlayFigure(options: OverlayFigureArrays): string {
  const { title, width } = figureOptions(
    'overlayFigure',
    options,
    { image: true, label: true, opacity: true },
    'Label over the image',
  );
  const { image, label, opacity = 0.4 } = options;
  checkImageArray('overlayFigure', 'image', image);
  checkClasses('overlayFigure', 'label', label);
  checkSameSize('overlayFigure', 'label', label, 'image', image);
  checkFraction('overlayFigure', 'opacity', opacity);
  const outer = outerSpace(width);
  const room = { x: outer, y: titleHeight, width: width - 2 * outer, height: 1.2 * width };
  const box = fitBox(image, room);
  const keyTop = box.y + box.height + 8;
  const key = legend(classEntries(highestLabel(label)), outer, keyTop, room.width);
  const content = picture(box, overlayRaster(image, label, opacity)) + frame(box) + key.svg;
  return svgDocument(width, keyTop + key.height + outer / 2, title, content);
}

function classEntries(highest: number): LegendEntry[] {
  if (highest > seriesColors.length) return [];
  return Array.from({ length: highest }, (_, index) => {
    const color = overlayColor(index + 1);
    const swatch = (x: number, y: number) =>
      filled({ x, y: y - 6, width: swatchWidth, height: 12 }, color, { color: ink.frame });
    return { name: `class ${index + 1}`, swatch };
  });
}
