import type { Boundary, ImageArray, Size } from '@unet/tensor/arrays';
import { checkBoundary, checkImageArray, checkSameSize, describe } from '@unet/tensor/internal';
import { extractTile, mirrorPad, type TilePlan } from '@unet/tiling/arrays';
import { checkPlan } from '@unet/tiling/internal';
import { type FigureOptions, figureOptions } from './figure-options.ts';
import { frame, heading, headingHeight } from './panel.ts';
import { bottomAxisHeight } from './plot/axis.ts';
import { type LegendEntry, legend, swatchWidth } from './plot/legend.ts';
import { type PixelRange, type PixelScales, pixelAxes, pixelScales, rowAxisWidth } from './plot/pixel-axes.ts';
import { imageRaster } from './raster/image-raster.ts';
import { picture } from './raster/picture.ts';
import { type Box, fitBox } from './svg/box.ts';
import { svgDocument, titleHeight } from './svg/document.ts';
import type { Svg } from './svg/element.ts';
import { clipped, haloed, line, outline, type Stroke } from './svg/shapes.ts';
import { isNarrow, outerSpace, palette, space } from './svg/style.ts';
import { tileRooms } from './tile-rooms.ts';

/** What {@link tileFigure} draws. */
export interface TileFigureArrays extends FigureOptions {
  /** Grey or colour image of the plan's size, values in [0, 1]. */
  readonly image: ImageArray;
  /** Where the tiles lie, from `planTiles` of `@unet/tiling` or, as `segment` lays them, from `planSegmentation` of `@unet/model`. */
  readonly plan: TilePlan;
  /** Index of the tile in `plan.tiles` whose input and output are drawn, default 0. */
  readonly tile?: number;
  /** How the image continues beyond its border, default `symmetric`. */
  readonly boundary?: Boundary;
}

const strokes = {
  input: { color: palette.sky, width: 3 },
  output: { color: palette.yellow, width: 3 },
  others: { color: palette.yellow, width: 1.5 },
  mirror: { color: '#ffffff', width: 1.5, dash: '6 5' },
} as const satisfies Record<string, Stroke>;

/**
 * Draws the overlap-tile strategy (Ronneberger et al. 2015, figure 2): the mirrored image with its mirror lines, the input and the
 * output square of one tile, the output squares of the others, and beside it what the network sees of that tile.
 * @returns SVG text
 * @throws TypeError for an unknown option or one of the wrong type; RangeError for an image that has
 * not the plan's size, a tile that the plan does not have, or an unknown boundary
 * @example
 * const plan = planTiles({ height: 512, width: 512, outputSize: 388, stride: 124, margin: 92 });
 * const svg = tileFigure({ image, plan });
 */
export function tileFigure(options: TileFigureArrays): string {
  const { title, width } = figureOptions(
    'tileFigure',
    options,
    { image: true, plan: true, tile: true, boundary: true },
    'Overlap tiles on the mirrored image',
  );
  const { image, plan, tile: index = 0, boundary = 'symmetric' } = options;
  checkImageArray('tileFigure', 'image', image);
  checkPlan('tileFigure', plan);
  checkSameSize('tileFigure', 'image', image, 'plan', plan);
  checkBoundary('tileFigure', boundary);
  const tile = plan.tiles[index];
  if (tile === undefined) {
    throw new RangeError(
      `tileFigure: tile must be an index from 0 to ${plan.tiles.length - 1}, got ${describe(index)}`,
    );
  }
  const { margin, outputSize } = plan;
  // Tiles may overhang below and to the right.
  const overhang = overhangOf(plan);
  const margins = { top: margin, left: margin, bottom: margin + overhang.height, right: margin + overhang.width };
  const padded = mirrorPad(image, margins, { boundary });
  const input = extractTile(image, plan, tile, { boundary });

  const whole = { rows: range(-margin, padded.height), columns: range(-margin, padded.width) };
  const part = { rows: range(tile.row - margin, input.height), columns: range(tile.column - margin, input.width) };
  const outer = outerSpace(width);
  const top = titleHeight + headingHeight;
  const axes = { whole: rowAxisWidth(whole.rows), part: rowAxisWidth(part.rows) };
  const rooms = tileRooms(width, axes);
  const wholeBox = fitBox(padded, { ...rooms.whole, y: top });
  const partTop = isNarrow(width) ? bottomOf(wholeBox) + space.gap + headingHeight : top;
  const partBox = fitBox(input, { ...rooms.part, y: partTop });

  const panel = (name: string, box: Box, shown: ImageArray, { rows, columns }: typeof whole): Svg => {
    const scales = pixelScales(box, rows, columns);
    const square = squareOn(scales);
    const others = plan.tiles.filter((other) => other !== tile);
    const behind = clipped(
      box,
      ...others.map((other) =>
        outline(square(other.row, other.column, outputSize.height, outputSize.width), strokes.others),
      ),
      mirrorLines(box, square(0, 0, plan.height, plan.width)),
    );
    // Not clipped: the input square may run along the edge of the picture, and its line would lose its outer half.
    const inputSquare = square(tile.row - margin, tile.column - margin, input.height, input.width);
    const outputSquare = square(tile.row, tile.column, outputSize.height, outputSize.width);
    return (
      heading(box, name) +
      picture(box, imageRaster(shown)) +
      behind +
      frame(box) +
      pixelAxes(box, scales) +
      haloed((stroke) => outline(inputSquare, stroke), strokes.input) +
      haloed((stroke) => outline(outputSquare, stroke), strokes.output)
    );
  };
  const keyTop = Math.max(bottomOf(wholeBox), bottomOf(partBox)) + 12;
  const key = legend(legendEntries(plan), outer, keyTop, width - 2 * outer);
  return svgDocument(
    width,
    keyTop + key.height + outer / 2,
    title,
    panel(
      `mirrored image, ${plan.tiles.length} ${plan.tiles.length === 1 ? 'tile' : 'tiles'}`,
      wholeBox,
      padded,
      whole,
    ),
    panel(`input of tile ${index + 1}`, partBox, input, part),
    key.svg,
  );
}

/** By how much the output squares reach beyond the image. */
function overhangOf({ height, width, outputSize, tiles }: TilePlan): Size {
  return tiles.reduce(
    (most, { row, column }) => ({
      height: Math.max(most.height, row + outputSize.height - height),
      width: Math.max(most.width, column + outputSize.width - width),
    }),
    { height: 0, width: 0 },
  );
}

/** The bottom of a picture with its axis. */
function bottomOf(box: Box): number {
  return box.y + box.height + bottomAxisHeight;
}

function range(start: number, count: number): PixelRange {
  return { start, count };
}

function squareOn({ row: y, column: x }: PixelScales) {
  return (row: number, column: number, height: number, width: number): Box => {
    const left = x.position(column);
    const top = y.position(row);
    return { x: left, y: top, width: x.position(column + width) - left, height: y.position(row + height) - top };
  };
}

/** The borders of the image, drawn right across the box: along them the picture is folded over. */
function mirrorLines(box: Box, image: Box): Svg {
  const upright = [image.x, image.x + image.width].map((x) =>
    haloed((stroke) => line([x, box.y], [x, box.y + box.height], stroke), strokes.mirror),
  );
  const level = [image.y, image.y + image.height].map((y) =>
    haloed((stroke) => line([box.x, y], [box.x + box.width, y], stroke), strokes.mirror),
  );
  return upright.join('') + level.join('');
}

function legendEntries({ margin, outputSize: { height, width } }: TilePlan): LegendEntry[] {
  const entry = (name: string, stroke: Stroke): LegendEntry => ({
    name,
    swatch: (x, y) => haloed((one) => line([x, y], [x + swatchWidth, y], one), stroke),
  });
  return [
    entry(`input, ${height + 2 * margin} × ${width + 2 * margin} px`, strokes.input),
    entry(`output, ${height} × ${width} px`, strokes.output),
    entry('outputs of the other tiles', strokes.others),
    entry('mirror lines: the border of the image', strokes.mirror),
  ];
}
