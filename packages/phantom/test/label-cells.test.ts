import { describe, expect, it } from 'vitest';
import type { CellMap } from '../src/cell-map.ts';
import { labelCells } from '../src/label-cells.ts';

/** A map from rows of cell letters; every pixel is `distance` from its wall. */
function mapOf(rows: readonly string[], distance: number | readonly number[] = 9): CellMap {
  const letters = rows.join('');
  const cells = Int32Array.from(letters, (letter) => letter.charCodeAt(0));
  const wallDistance =
    typeof distance === 'number' ? new Float64Array(cells.length).fill(distance) : Float64Array.from(distance);
  return { height: rows.length, width: rows[0]!.length, cells, wallDistance };
}

function instancesOf(map: CellMap, halfWidth = 1, smallest = 1): string[] {
  const { instances } = labelCells(map, new Float64Array(map.cells.length).fill(halfWidth), smallest);
  const text = Array.from(instances.data, (value) => (value === 0 ? '.' : String(value))).join('');
  return Array.from({ length: map.height }, (_, row) => text.slice(row * map.width, (row + 1) * map.width));
}

describe('labelCells', () => {
  it('parts two cells by membrane although no wall is near', () => {
    expect(instancesOf(mapOf(['aaabbb', 'aaabbb', 'aaabbb']))).toEqual(['11..22', '11..22', '11..22']);
  });

  it('parts cells that meet at a corner', () => {
    expect(instancesOf(mapOf(['aab', 'aaa', 'aaa', 'aaa']))).toEqual(['1..', '1..', '111', '111']);
  });

  it('takes what is at most half a width from a wall as membrane', () => {
    expect(instancesOf(mapOf(['aaaa'], [1, 1.01, 2, 0.5]))).toEqual(['.11.']);
  });

  it('numbers two pieces of one cell apart, row by row', () => {
    expect(instancesOf(mapOf(['aaaaa', 'aaaaa'], [9, 9, 0, 9, 9, 9, 9, 0, 9, 9]))).toEqual(['11.22', '11.22']);
  });

  it('leaves no contact at a corner alone', () => {
    expect(instancesOf(mapOf(['aaa', 'aaa', 'aaa'], [9, 9, 0, 9, 0, 9, 0, 9, 9]))).toEqual(['11.', '1..', '..2']);
    expect(instancesOf(mapOf(['aaaa', 'aaaa'], [9, 9, 0, 0, 0, 0, 9, 9]))).toEqual(['11..', '...2']);
    expect(instancesOf(mapOf(['aaaa', 'aaaa'], [0, 0, 9, 9, 9, 9, 0, 0]))).toEqual(['...1', '22..']);
  });

  it('turns regions below the smallest size into membrane and numbers the rest without gaps', () => {
    const map = mapOf(['aaaaaa'], [9, 0, 9, 9, 0, 9]);
    expect(instancesOf(map, 1, 1)).toEqual(['1.22.3']);
    expect(instancesOf(map, 1, 2)).toEqual(['..11..']);
    expect(instancesOf(map, 1, 3)).toEqual(['......']);
  });

  it('gives the label of the instances', () => {
    const map = mapOf(['aaabbb']);
    const { label } = labelCells(map, new Float64Array(6), 1);
    expect(label).toEqual({ height: 1, width: 6, data: Int32Array.of(1, 1, 0, 0, 1, 1) });
  });
});
