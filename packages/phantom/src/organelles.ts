import type { Random } from '@unet/tensor/arrays';
import { type Canvas, drawDirection, drawPlace, paint } from './canvas.ts';
import { latticeNoise, type Plane } from './lattice-noise.ts';

/** Organelles in the area of one average cell. */
const perCell = { mitochondria: 0.2, vesicles: 7, largeVesicles: 0.4, tubules: 0.5, denseSpots: 0.4 };

/** A cell may be too narrow for what is to be drawn: how often another place is tried. */
const attempts = 12;

/**
 * Draws what looks like membrane and is not: mitochondria, vesicles, tubules of the reticulum and dense spots at walls.
 * @param unit length in pixels that is 1 in a slice whose cells are 52 pixels wide
 * @param amount factor on how many there are
 */
export function drawOrganelles(canvas: Canvas, unit: number, amount: number, random: Random): void {
  const cells = (canvas.height * canvas.width) / (52 * unit * (52 * unit));
  const wobble = latticeNoise(canvas.height, canvas.width, 5 * unit, random.fork('wobble'));
  const kinds = {
    denseSpots: denseSpot,
    vesicles: vesicle,
    largeVesicles: largeVesicle,
    tubules: tubule,
    mitochondria: mitochondrion,
  };
  for (const [name, draw] of Object.entries(kinds)) {
    const stream = random.fork(name);
    const expected = cells * amount * perCell[name as keyof typeof perCell];
    const count = Math.floor(expected + stream.uniform());
    for (let index = 0; index < count; index++) draw(canvas, unit, stream, wobble);
  }
}

/** Depth of the two membranes of a mitochondrion below its surface, and half of their thickness, in units. */
const mitochondrialMembranes = { outer: 1.2, inner: 4.4, halfWidth: 1.3 };

function mitochondrion(canvas: Canvas, unit: number, random: Random, wobble: Plane): void {
  const place = drawPlace(canvas, 8 * unit, attempts, random);
  if (place === undefined) return;
  const minor = Math.min(0.95 * place.wallDistance, random.uniform(8, 16) * unit);
  const major = minor * random.uniform(1.1, 2);
  const [along, across] = drawDirection(random);
  const matrix = random.uniform(0.1, 0.2);
  const wall = random.uniform(0.28, 0.42);
  const cristae = random.uniform(0.12, 0.24);
  const period = random.uniform(4.5, 6.5) * unit;
  const { outer, inner, halfWidth } = mitochondrialMembranes;
  paint(canvas, place.cell, place.row, place.column, 1.2 * major, (rows, columns) => {
    const bend = wobble.data[(place.row + rows) * canvas.width + place.column + columns]!;
    const u = rows * along + columns * across;
    const v = columns * along - rows * across;
    const radius = Math.sqrt((u / major) * (u / major) + (v / minor) * (v / minor)) + 0.05 * bend;
    const depth = ((1 - radius) * minor) / unit;
    if (depth < -1) return 0;
    const membranes = Math.max(bump((depth - outer) / halfWidth), 0.6 * bump((depth - inner) / halfWidth));
    if (depth < inner) return Math.max(wall * membranes, depth > outer ? 0.6 * matrix : 0);
    const phase = (u + 2.5 * unit * bend) / period;
    const stripe = bump((phase - Math.round(phase)) / 0.25);
    return Math.max(wall * membranes, matrix + cristae * stripe);
  });
}

function vesicle(canvas: Canvas, unit: number, random: Random): void {
  ring(canvas, random.uniform(1.6, 3.2) * unit, unit, random.uniform(0.1, 0.3), random.uniform(0, 0.15), random);
}

function largeVesicle(canvas: Canvas, unit: number, random: Random): void {
  ring(canvas, random.uniform(4, 7.5) * unit, 1.6 * unit, random.uniform(0.18, 0.32), random.uniform(0, 0.1), random);
}

/** A dark ring of slightly elliptic shape, filled with some darkness. */
function ring(canvas: Canvas, radius: number, halfWidth: number, wall: number, filling: number, random: Random): void {
  const place = drawPlace(canvas, radius + halfWidth, attempts, random);
  if (place === undefined) return;
  const [along, across] = drawDirection(random);
  const stretch = random.uniform(1, 1.35);
  paint(canvas, place.cell, place.row, place.column, 1.4 * radius + 3 * halfWidth, (rows, columns) => {
    const u = (rows * along + columns * across) / stretch;
    const v = columns * along - rows * across;
    const distance = Math.sqrt(u * u + v * v);
    return Math.max(wall * bump((distance - radius) / halfWidth), distance < radius ? filling : 0);
  });
}

/** A dark line that wanders through the cytoplasm, often as dark as a membrane. */
function tubule(canvas: Canvas, unit: number, random: Random): void {
  const start = drawPlace(canvas, 6 * unit, attempts, random);
  if (start === undefined) return;
  const halfWidth = random.uniform(1, 1.7) * unit;
  const shade = random.uniform(0.16, 0.34);
  const turn = random.uniform(-0.1, 0.1);
  let [rows, columns] = drawDirection(random);
  let { row, column } = start;
  const steps = random.integer(24) + 12;
  for (let step = 0; step < steps; step++) {
    paint(
      canvas,
      start.cell,
      row,
      column,
      2.5 * halfWidth,
      (r, c) => shade * bump(Math.sqrt(r * r + c * c) / halfWidth),
    );
    const bend = turn + random.uniform(-0.25, 0.25);
    [rows, columns] = [rows + bend * columns, columns - bend * rows];
    const length = Math.sqrt(rows * rows + columns * columns);
    rows /= length;
    columns /= length;
    row += rows * unit;
    column += columns * unit;
  }
}

/** A diffuse dark spot at a wall, as at a synapse. */
function denseSpot(canvas: Canvas, unit: number, random: Random): void {
  const place = drawPlace(canvas, 0, attempts, random);
  if (place === undefined || place.wallDistance > 12 * unit) return;
  const radius = random.uniform(3, 7) * unit;
  const shade = random.uniform(0.15, 0.35);
  paint(canvas, place.cell, place.row, place.column, 3 * radius, (rows, columns) => {
    const squared = (rows * rows + columns * columns) / (radius * radius);
    return squared < 9 ? shade * bump(Math.sqrt(squared)) : 0;
  });
}

/** 1 at 0, one half at +-1, next to nothing from 2.5: a soft edge without exponentials. */
function bump(value: number): number {
  const squared = value * value;
  return 1 / (1 + squared * squared);
}
