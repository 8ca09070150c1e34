import type { LabelArray } from '@unet/tensor/arrays';

/**
 * Gives components that belong together one number: those that share a number of `cells`, directly or by way of others.
 * @param components numbered from 1 to `count`, 0 is the background; changed in place
 * @param cells for every pixel the number of its cell, 0 where nothing is known; of the same size
 */
export function joinCells(components: Int32Array, count: number, cells: LabelArray): void {
  const forest = Int32Array.from({ length: count + 1 }, (_, component) => component);
  const componentOf = new Map<number, number>();
  let joins = 0;
  for (let pixel = 0, component = 0, cell = 0; pixel < components.length; pixel++) {
    if (components[pixel] === component && cells.data[pixel] === cell) continue;
    component = components[pixel];
    cell = cells.data[pixel];
    if (component === 0 || cell <= 0) continue;
    const known = componentOf.get(cell);
    if (known === undefined) componentOf.set(cell, component);
    else if (unite(forest, known, component)) joins++;
  }
  if (joins === 0) return;
  for (let pixel = 0; pixel < components.length; pixel++) components[pixel] = rootOf(forest, components[pixel]);
}

/** @returns whether they were apart */
function unite(forest: Int32Array, one: number, other: number): boolean {
  const [a, b] = [rootOf(forest, one), rootOf(forest, other)];
  if (a === b) return false;
  forest[Math.max(a, b)] = Math.min(a, b);
  return true;
}

/** Walks to the root and lets every other step on the way skip one. */
function rootOf(forest: Int32Array, start: number): number {
  let node = start;
  while (forest[node] !== node) {
    forest[node] = forest[forest[node]];
    node = forest[node];
  }
  return node;
}
