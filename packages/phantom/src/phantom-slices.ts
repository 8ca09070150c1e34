import {
  createRandom,
  type ImageArray,
  type LabelArray,
  type LabelledSliceArrays,
  type Random,
} from '@unet/tensor/arrays';
import { createCanvas } from './canvas.ts';
import { mapCells } from './cell-map.ts';
import { labelCells } from './label-cells.ts';
import { latticeNoise } from './lattice-noise.ts';
import { type PhantomOptions, type ResolvedPhantomOptions, resolvePhantomOptions } from './options.ts';
import { drawOrganelles } from './organelles.ts';
import { renderSlice } from './render-slice.ts';
import { drawTessellation } from './tessellation.ts';

/** A synthetic slice in plain memory, with what is true of it. */
export interface PhantomSliceArrays extends LabelledSliceArrays {
  /** `phantom 0`, `phantom 1` and so on. */
  readonly name: string;
  /** Grey values `[height, width, 1]` in [0, 1], each a whole number of 255ths, so that an 8-bit file keeps them. */
  readonly image: ImageArray;
  /** 1 inside a cell, 0 on membrane. */
  readonly label: LabelArray;
  /** Number of the cell from 1 in the order of its first pixel row by row, 0 on membrane. */
  readonly instances: LabelArray;
}

/** Cell width in pixels for which the sizes of organelles and textures are stated. */
const usualCellDiameter = 52;

/**
 * Makes synthetic slices of neural tissue as transmission electron microscopes show it, with exact labels.
 *
 * Method: sites drawn with uneven density and relaxed (Lloyd 1982) give a Voronoi tessellation; some polygons are joined,
 * and a smooth random shift bends the walls (domain warping). What lies nearer to a wall than half of the local membrane width is
 * membrane. The image adds what makes the task hard: faint and obliquely cut stretches of membrane, granular cytoplasm,
 * mitochondria, vesicles, tubules and dense spots as dark as membrane, uneven illumination and grain.
 *
 * A region inside a cell of fewer than `membraneWidth ** 2` pixels counts as membrane.
 *
 * Slices are independent of each other, not serial sections: held-out slices share nothing with those trained on. The same
 * seed gives the same slices on every machine: only operations that IEEE 754 rounds exactly are used.
 *
 * With the defaults 23 % of the pixels are membrane, and the best threshold on grey values mistakes 14 % of them; real slices
 * of the ISBI 2012 challenge have 22 % and 18 %.
 *
 * @returns the caller owns the arrays
 * @throws TypeError without a seed and for an unknown option; RangeError for a size below 1, or cells narrower than four membranes
 * @example
 * const slices = phantomSlices({ seed: 1 });
 * const [training, heldOut] = [slices.slice(0, 10), slices.slice(10)];
 */
export function phantomSlices(options: PhantomOptions): PhantomSliceArrays[] {
  const resolved = resolvePhantomOptions(options);
  const random = createRandom(resolved.seed);
  return Array.from({ length: resolved.count }, (_, index) => phantomSlice(resolved, index, random.fork(index)));
}

function phantomSlice(options: ResolvedPhantomOptions, index: number, random: Random): PhantomSliceArrays {
  const { height, width, cellDiameter, membraneWidth, organelles, noise } = options;
  const unit = cellDiameter / usualCellDiameter;
  const tessellation = drawTessellation(height, width, cellDiameter, random.fork('tessellation'));
  const map = mapCells(tessellation, height, width, cellDiameter, random.fork('bends'));
  const halfWidth = latticeNoise(height, width, 10 * unit, random.fork('width')).data.map(
    (value) => 0.5 * membraneWidth * Math.min(1.5, Math.max(0.6, 1 + 0.2 * value)),
  );
  const labelled = labelCells(map, halfWidth, membraneWidth * membraneWidth);
  const canvas = createCanvas(map, labelled);
  drawOrganelles(canvas, unit, organelles, random.fork('organelles'));
  const image = renderSlice({ map, canvas, halfWidth, unit, noise }, random.fork('image'));
  return { name: `phantom ${index}`, image, ...labelled };
}
