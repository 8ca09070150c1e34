/** A rectangle of a figure, pixels from its top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The largest rectangle of the proportions of `size`, at the top of `room` and in the middle of its width. */
export function fitBox(size: { readonly height: number; readonly width: number }, room: Box): Box {
  const scale = Math.min(room.width / size.width, room.height / size.height);
  const width = size.width * scale;
  return { x: room.x + (room.width - width) / 2, y: room.y, width, height: size.height * scale };
}
