import { type ColorMap, colorOf } from '../raster/color-map.ts';
import { pngUri } from '../raster/png-uri.ts';
import type { Box } from '../svg/box.ts';
import { element, type Svg } from '../svg/element.ts';
import { filled, outline } from '../svg/shapes.ts';
import { ink } from '../svg/style.ts';
import { bottomAxis, sideAxis } from './axis.ts';
import { createScale } from './scale.ts';

/** Width of an upright colour bar without its axis. */
export const colorBarWidth = 14;

/** An upright colour bar, its axis on the right. */
export function uprightColorBar(box: Box, map: ColorMap, domain: readonly [number, number], name: string): Svg {
  const scale = createScale({ domain, range: [box.y + box.height, box.y], count: box.height / 40 });
  return bar(box, 256, 1, map, (row) => 255 - row) + sideAxis('right', box, scale, name);
}

/** A lying colour bar, its axis below. */
export function lyingColorBar(box: Box, map: ColorMap, domain: readonly [number, number], name: string): Svg {
  const scale = createScale({ domain, range: [box.x, box.x + box.width], count: box.width / 70 });
  return bar(box, 1, 256, map, (_, column) => column) + bottomAxis(box, scale, name);
}

/** An upright bar of equal fields, one for each class from 0 upwards. */
export function classBar(box: Box, colors: readonly string[], name: string): Svg {
  const height = box.height / colors.length;
  const fields = colors.map((color, index) =>
    filled({ ...box, y: box.y + box.height - (index + 1) * height, height }, color),
  );
  const position = (value: number): number => box.y + box.height - (value + 0.5) * height;
  const ticks = colors.map((_, value) => ({ value, label: String(value) }));
  return fields.join('') + outline(box, { color: ink.frame }) + sideAxis('right', box, { position, ticks }, name);
}

function bar(
  box: Box,
  height: number,
  width: number,
  map: ColorMap,
  step: (row: number, column: number) => number,
): Svg {
  const data = new Uint8Array(height * width * 3);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      data.set(colorOf(map, step(row, column), [0, 256]), (row * width + column) * 3);
    }
  }
  const href = pngUri({ height, width, data });
  return element('image', { ...box, preserveAspectRatio: 'none', href }) + outline(box, { color: ink.frame });
}
