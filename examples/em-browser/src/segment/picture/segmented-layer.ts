import type { ImageArray } from '@unet/tensor/arrays';
import { type CellRule, sameRule } from '../cells/find-cells.ts';
import { outlineIndices, probabilityIndices, provisionalIndices } from './colour-indices.ts';
import { overlay } from './overlay.ts';
import { colourTables, type Look } from './overlay-look.ts';

/** What was counted at a threshold. */
interface CountedCells {
  readonly rule: CellRule;
  /** See `cellIndices`. */
  readonly indices: Uint8Array;
}

/** A probability with the cells that were counted in it last, and how they look over the image. */
export class SegmentedLayer {
  /** The probability of one class. */
  readonly plane: ImageArray;
  #cells: CountedCells | undefined;
  /** The last colours: another opacity does not change which colour a pixel gets. */
  #kept: { readonly key: string; readonly indices: Uint8Array } | undefined;

  constructor(plane: ImageArray) {
    this.plane = plane;
  }

  /** The cells that were counted last. */
  get cells(): CountedCells | undefined {
    return this.#cells;
  }

  setCells(rule: CellRule, indices: Uint8Array): void {
    this.#cells = { rule, indices };
    // What was drawn may have been provisional.
    this.#kept = undefined;
  }

  /** The image under its colours. */
  over(image: Uint8ClampedArray<ArrayBuffer>, look: Look): Uint8ClampedArray<ArrayBuffer> {
    return overlay(image, this.#indicesFor(look), colourTables[look.view], look.opacity);
  }

  /** 255 inside of the cells that were counted, 0 outside. */
  mask(): Uint8Array {
    if (this.#cells === undefined) throw new Error('The cells have not been counted.');
    return this.#cells.indices.map((cell) => (cell === 0 ? 0 : 255));
  }

  #indicesFor({ view, rule }: Look): Uint8Array {
    const key = JSON.stringify(view === 'probability' ? view : [view, rule]);
    if (this.#kept?.key !== key) {
      const { height, width, data } = this.plane;
      const indices = view === 'probability' ? probabilityIndices(data) : this.#cellIndicesFor(rule);
      const lines = view === 'outlines' ? outlineIndices(indices, height, width, lineWidth(height, width)) : indices;
      this.#kept = { key, indices: lines };
    }
    return this.#kept.indices;
  }

  #cellIndicesFor(rule: CellRule): Uint8Array {
    if (this.#cells !== undefined && sameRule(this.#cells.rule, rule)) return this.#cells.indices;
    return provisionalIndices(this.plane.data, rule.threshold, this.#cells?.indices);
  }
}

/** Lines that can be seen when a large image is scaled down to the width of the page. */
function lineWidth(height: number, width: number): number {
  return Math.ceil(Math.max(height, width) / 400);
}
