import type { ImageArray, Random } from '@unet/tensor/arrays';
import { binomialBlur } from './blur.ts';
import type { Canvas } from './canvas.ts';
import type { CellMap } from './cell-map.ts';
import { latticeNoise } from './lattice-noise.ts';

/** What {@link renderSlice} draws. */
export interface Scene {
  readonly map: CellMap;
  readonly canvas: Canvas;
  /** Half of the membrane's width at each pixel. */
  readonly halfWidth: Float64Array;
  /** Length in pixels that is 1 in a slice whose cells are 52 pixels wide. */
  readonly unit: number;
  /** Strength of the grain relative to the default. */
  readonly noise: number;
}

/** Mean grey values before illumination: cytoplasm, and a membrane cut at a right angle. */
const cytoplasmGrey = 0.65;
const membraneGrey = 0.14;

/** Draws cytoplasm, organelles and membranes, then what the microscope does: focus, illumination, grain, 8-bit grey levels. */
export function renderSlice(scene: Scene, random: Random): ImageArray {
  const { height, width } = scene.map;
  const grey = drawCytoplasm(scene, random.fork('cytoplasm'));
  drawMembranes(grey, scene, random.fork('membranes'));
  binomialBlur(grey, height, width, 1);
  illuminate(grey, scene, random.fork('illumination'));
  addGrain(grey, scene, random.fork('grain'));
  const data = new Float32Array(grey.length);
  for (let pixel = 0; pixel < data.length; pixel++) {
    const level = Math.round(255 * grey[pixel]!);
    data[pixel] = clamp(level, 0, 255) / 255;
  }
  return { height, width, channels: 1, data };
}

/** Each cell has its own grey, some are clearly darker; granules of two sizes; organelles. */
function drawCytoplasm({ map, canvas, unit }: Scene, random: Random): Float64Array {
  const { height, width, cells } = map;
  const coarse = latticeNoise(height, width, 6 * unit, random.fork('coarse')).data;
  const fine = latticeNoise(height, width, 1.8 * unit, random.fork('fine')).data;
  const tints = new Map<number, number>();
  const grey = new Float64Array(height * width);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const cell = cells[pixel]!;
    let tint = tints.get(cell);
    if (tint === undefined) {
      tint = drawTint(random.fork(cell));
      tints.set(cell, tint);
    }
    grey[pixel] = tint + 0.025 * coarse[pixel]! + 0.05 * fine[pixel]! - canvas.darkness[pixel]!;
  }
  return grey;
}

function drawTint(random: Random): number {
  const dark = random.uniform() < 0.1 ? random.uniform(0.06, 0.14) : 0;
  return cytoplasmGrey + random.uniform(-0.04, 0.04) - dark;
}

/**
 * A membrane is dark where its wall is cut at a right angle; in places it is faint, and where the section cuts it
 * obliquely it is a wide grey band without edges.
 */
function drawMembranes(grey: Float64Array, { map, canvas, halfWidth, unit }: Scene, random: Random): void {
  const { height, width, wallDistance } = map;
  const strength = latticeNoise(height, width, 12 * unit, random.fork('strength')).data;
  const tilt = latticeNoise(height, width, 22 * unit, random.fork('tilt')).data;
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const u = wallDistance[pixel]! / halfWidth[pixel]!;
    const squared = u * u;
    const upright = 1 / (1 + 1.2 * squared * squared);
    const oblique = 0.75 / (1 + 0.12 * squared);
    const share = clamp(1.6 * (tilt[pixel]! - 1), 0, 1);
    let cover = clamp(0.85 + 0.2 * strength[pixel]!, 0.25, 1) * (upright + share * (oblique - upright));
    // Slivers too small to be cells are membrane although they are far from a wall.
    if (canvas.instances[pixel] === 0 && u > 1) cover = Math.max(cover, 0.6);
    grey[pixel]! += cover * (membraneGrey - grey[pixel]!);
  }
}

/** Smooth uneven brightness and contrast. */
function illuminate(grey: Float64Array, { map, unit }: Scene, random: Random): void {
  const { height, width } = map;
  const brightness = latticeNoise(height, width, 60 * unit, random.fork('brightness')).data;
  const contrast = latticeNoise(height, width, 60 * unit, random.fork('contrast')).data;
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const gain = 1 + 0.12 * clamp(contrast[pixel]!, -2, 2);
    grey[pixel] = 0.5 + gain * (grey[pixel]! - 0.5) + 0.045 * brightness[pixel]!;
  }
}

/** Grain: part of it without correlation, part with one of about a pixel. */
function addGrain(grey: Float64Array, { map, noise }: Scene, random: Random): void {
  if (noise === 0) return;
  const { height, width } = map;
  const grain = new Float64Array(grey.length);
  for (let pixel = 0; pixel < grain.length; pixel++) grain[pixel] = random.uniform(-1, 1) + random.uniform(-1, 1);
  binomialBlur(grain, height, width, 1);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    grey[pixel]! += noise * (0.22 * grain[pixel]! + 0.06 * random.uniform(-1, 1));
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
