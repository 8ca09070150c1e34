/** How slices in files become slices to train on. Plain data. */
export interface Reading {
  /**
   * What the values of a label mean. `classes`: 0 and 1, or two grey values of which the lighter is the inside of cells. `threshold`: lighter
   * than half-way is inside. `instances`: every value but 0 is a cell, and cells that touch are moved apart.
   */
  readonly labels: 'classes' | 'threshold' | 'instances';
  /** Whether colour images become grey. */
  readonly grey: boolean;
  /** Places of the slices whose labels are turned round. */
  readonly inverted: readonly number[];
  /** Places of the slices that are not used. */
  readonly leftOut: readonly number[];
}

/** How files are read at first. */
export const plainReading: Reading = { labels: 'classes', grey: false, inverted: [], leftOut: [] };
