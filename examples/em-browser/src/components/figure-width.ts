/** Narrower than this no figure can be drawn, and wider than that none gains. */
const narrowest = 320;
const widest = 1000;

/** Widths between which a figure is not drawn anew, pixels. */
const step = 20;

/** How wide to draw a figure that is shown in `room` pixels; a figure that is a little narrower than its room is scaled up to it. */
export function figureWidth(room: number): number {
  return Math.min(widest, Math.max(narrowest, Math.floor(room / step) * step));
}
