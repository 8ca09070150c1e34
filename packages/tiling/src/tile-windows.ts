import type { Tile, TilePlan } from './plan-tiles.ts';
import type { Window } from './read-window.ts';

/** What the network answers for. */
export function outputWindow(plan: TilePlan, tile: Tile): Window {
  return { row: tile.row, column: tile.column, ...plan.outputSize };
}

/** What the network sees: the output square and the margin around it. */
export function inputWindow(plan: TilePlan, tile: Tile): Window {
  const { margin, outputSize } = plan;
  return {
    row: tile.row - margin,
    column: tile.column - margin,
    height: outputSize.height + 2 * margin,
    width: outputSize.width + 2 * margin,
  };
}
