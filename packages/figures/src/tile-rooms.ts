import type { Box } from './svg/box.ts';
import { isNarrow, outerSpace, space } from './svg/style.ts';

/** Widths of the row axes of the two pictures. */
export interface AxisWidths {
  readonly whole: number;
  readonly part: number;
}

/** What there is for the two pictures, but for their tops. */
export interface TileRooms {
  readonly whole: Omit<Box, 'y'>;
  readonly part: Omit<Box, 'y'>;
}

/** Where the two pictures of a tile figure may stand: side by side, or below each other in a narrow one. */
export function tileRooms(width: number, axes: AxisWidths): TileRooms {
  return isNarrow(width) ? stackedRooms(width, axes) : neighbouringRooms(width, axes);
}

/** The image on the left, the tile on the right. */
function neighbouringRooms(width: number, axes: AxisWidths): TileRooms {
  const outer = outerSpace(width);
  const room = width - 2 * outer - space.gap - axes.whole - axes.part;
  const height = 0.75 * width;
  const whole = { x: outer + axes.whole, width: 0.6 * room, height };
  return { whole, part: { x: whole.x + whole.width + space.gap + axes.part, width: 0.4 * room, height } };
}

/** The tile below the image, left edges in line. */
function stackedRooms(width: number, axes: AxisWidths): TileRooms {
  const outer = outerSpace(width);
  const axis = Math.max(axes.whole, axes.part);
  const room = { x: outer + axis, width: width - 2 * outer - axis, height: 1.2 * width };
  return { whole: room, part: room };
}
