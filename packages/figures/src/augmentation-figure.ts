import type { DisplacementFieldArrays } from '@unet/elastic/arrays';
import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { checkImageArray, checkObject, checkSameSize, describe } from '@unet/tensor/internal';
import { checkClasses } from './check-classes.ts';
import { deformGrid, type GridLine, straightGrid } from './deformed-grid.ts';
import { checkLength, type FigureOptions, figureOptions } from './figure-options.ts';
import { frame, heading, headingHeight } from './panel.ts';
import { imageRaster } from './raster/image-raster.ts';
import { labelRaster } from './raster/label-raster.ts';
import { picture } from './raster/picture.ts';
import { type Box, fitBox } from './svg/box.ts';
import { svgDocument, titleHeight } from './svg/document.ts';
import type { Svg } from './svg/element.ts';
import { clipped, filled, haloed, outline, type Point, polyline, type Stroke } from './svg/shapes.ts';
import { ink, isNarrow, outerSpace, palette, space } from './svg/style.ts';

/** An image and its label; the label may be smaller, about the same centre. */
export interface LabelledImageArrays {
  /** Grey or colour, values in [0, 1]. */
  readonly image: ImageArray;
  readonly label: LabelArray;
}

/** What {@link augmentationFigure} draws. */
export interface AugmentationFigureArrays extends FigureOptions {
  /** The sample as it was. */
  readonly before: LabelledImageArrays;
  /** The sample after the augmentation; sizes as before. */
  readonly after: LabelledImageArrays;
  /**
   * Draws a grid over the sample before and as the field deforms it over the sample after. Of the image's size; `drawGeometry` of
   * `@unet/augment` and the fields of `@unet/elastic` give one. Without it there is no grid.
   */
  readonly field?: DisplacementFieldArrays;
  /** Distance of the grid's lines, pixels; default a twelfth of the image's shorter side, at least 4. */
  readonly gridSpacing?: number;
}

const gridStroke: Stroke = { color: palette.vermilion, width: 1.25 };
const labelSquare: Stroke = { color: palette.sky, width: 2, dash: '6 4' };

/**
 * Draws image and label before and after an augmentation, with the same grid on both, straight before and deformed after, so that one
 * sees what was moved where, and that the label moved along. Where the label is smaller its square is dashed on the image.
 * @returns SVG text
 * @throws TypeError for an unknown option or one of the wrong type; RangeError for negative classes,
 * or sizes that do not agree
 * @example
 * const field = coarseField({ height: 572, width: 572, random });
 * const after = { image: warpImage(image, field), label: warpLabel(label, field) };
 * const svg = augmentationFigure({ before: { image, label }, after, field });
 */
export function augmentationFigure(options: AugmentationFigureArrays): string {
  const { title, width } = figureOptions(
    'augmentationFigure',
    options,
    { before: true, after: true, field: true, gridSpacing: true },
    'Augmentation',
  );
  const { before, after, field } = options;
  checkSamples(before, after);
  const { image } = before;
  const spacing = options.gridSpacing ?? Math.max(4, Math.round(Math.min(image.height, image.width) / 12));
  checkLength('augmentationFigure', 'gridSpacing', spacing, 2);
  const straight = field === undefined ? [] : straightGrid(image.height, image.width, spacing);
  const moved = field === undefined ? [] : deformGrid(straight, checkedField(field, image));

  const outer = outerSpace(width);
  const gap = isNarrow(width) ? space.gap / 2 : space.gap;
  const columnWidth = (width - 2 * outer - gap) / 2;
  const top = titleHeight + headingHeight;
  const room = { x: outer, y: top, width: columnWidth, height: 1.2 * columnWidth };
  const first = fitBox(image, room);
  const rowStep = first.height + headingHeight + 8;
  const panelBox = (row: number, column: number): Box => ({
    ...first,
    x: first.x + column * (columnWidth + gap),
    y: top + row * rowStep,
  });
  const columns = [
    { name: 'before', sample: before, lines: straight },
    { name: 'after', sample: after, lines: moved },
  ];
  const panels = columns.map(({ name, sample, lines }, column) => {
    const imageBox = panelBox(0, column);
    const labelBox = panelBox(1, column);
    return imagePanel(imageBox, `image ${name}`, sample, lines) + labelPanel(labelBox, `label ${name}`, sample, lines);
  });
  return svgDocument(width, top + rowStep + first.height + outer, title, ...panels);
}

function imagePanel(box: Box, name: string, { image, label }: LabelledImageArrays, lines: readonly GridLine[]): Svg {
  const smaller = label.height < image.height || label.width < image.width;
  const square = smaller ? haloed((stroke) => outline(centredBox(box, image, label), stroke), labelSquare) : '';
  return heading(box, name) + picture(box, imageRaster(image)) + grid(box, image, lines) + square + frame(box);
}

function labelPanel(box: Box, name: string, { image, label }: LabelledImageArrays, lines: readonly GridLine[]): Svg {
  const inner = centredBox(box, image, label);
  return (
    heading(box, name) +
    filled(box, ink.grid) +
    picture(inner, labelRaster(label)) +
    clipped(inner, grid(box, image, lines)) +
    frame(inner)
  );
}

function grid(box: Box, { height, width }: ImageArray, lines: readonly GridLine[]): Svg {
  const scale = box.width / width;
  const inside = ([x, y]: Point): boolean => x >= 0 && x <= width && y >= 0 && y <= height;
  const drawn = lines
    .filter((line) => line.some(inside))
    .map((line) => line.map(([x, y]): Point => [box.x + x * scale, box.y + y * scale]))
    .map((points) => polyline(points, gridStroke));
  return drawn.length === 0 ? '' : clipped(box, ...drawn);
}

/** The part of an image's box that a smaller label about the same centre covers. */
function centredBox(box: Box, image: ImageArray, label: LabelArray): Box {
  const scale = box.width / image.width;
  const width = label.width * scale;
  const height = label.height * scale;
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}

function checkSamples(before: LabelledImageArrays, after: LabelledImageArrays): void {
  const where = 'augmentationFigure';
  for (const [name, sample] of [
    ['before', before],
    ['after', after],
  ] as const) {
    checkObject(where, name, sample, '{ image, label }');
    checkImageArray(where, `${name}.image`, sample.image);
    checkClasses(where, `${name}.label`, sample.label);
    const { image, label } = sample;
    if (label.height > image.height || label.width > image.width) {
      throw new RangeError(
        `${where}: ${name}.label must not be larger than the image, ${image.height} x ${image.width}, ` +
          `got ${label.height} x ${label.width}`,
      );
    }
  }
  checkSameSize(where, 'after.image', after.image, 'image before', before.image);
  checkSameSize(where, 'after.label', after.label, 'label before', before.label);
}

function checkedField(field: DisplacementFieldArrays, image: ImageArray): DisplacementFieldArrays {
  checkObject('augmentationFigure', 'field', field, '{ height, width, rows, columns }');
  checkSameSize('augmentationFigure', 'field', field, 'image before', image);
  const count = field.height * field.width;
  for (const name of ['rows', 'columns'] as const) {
    if (!(field[name] instanceof Float32Array) || field[name].length !== count) {
      throw new TypeError(
        `augmentationFigure: field.${name} must be a Float32Array(${count}), got ${describe(field[name])}`,
      );
    }
  }
  return field;
}
