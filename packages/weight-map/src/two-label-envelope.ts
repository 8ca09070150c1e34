import { type ColumnDistances, far, perPixel } from './column-distances.ts';

const none = -1;

/** Stands for no value: the largest int32, which leaves 3 when divided by 4 and so is no sum of two squares. */
export const noSquare = 0x7fff_ffff;

/** Numbers of a piece or a run. */
const size = 4;
// Where they lie in a piece,
const COLUMN = 0;
const CONSTANT = 1;
const START = 2;
const BEFORE = 3;
// and in a run.
const LABEL = 0;
const BEGIN = 1;
const HEAD = 2;
const TAIL = 3;

/**
 * For every x of a row: the lowest of labelled parabolas (x - column)^2 + height, and the lowest of those that bear another
 * label than that one. A site of cell `label`, `distance` rows away in a column, is a parabola of height distance^2.
 *
 * It adds a second level to the lower envelope of Felzenszwalb and Huttenlocher (2012). Parabolas come in the order of
 * their columns, so that a new one lies below any older one from some x to the right end, or nowhere. For a given x let U be
 * the older parabolas that the new one is not below. With growing x, U only shrinks. Hence
 * - the new one is lowest where U is empty: from some `firstFrom` to the right end;
 * - it is second where U bears a single label, not its own. While U shrinks without becoming empty, that label cannot
 *   change: this is a stretch [secondFrom, firstFrom) within one run, a run being a maximal stretch of one lowest label.
 *
 * From `firstFrom` on, what was lowest is second now, except in runs of the new label, which keep their second level. Each
 * step adds a piece, removes one for good, or moves a whole list: the time is linear in the number of parabolas. Everything
 * compared is an integer: the result is exact. (`Math.imul` is the product without a check for numbers beyond int32.)
 */
export class TwoLabelEnvelope {
  private readonly width: number;

  // Both levels consist of pieces, from their start to the start of the next. A parabola is x^2 - 2 column x + constant.
  // Four numbers of a piece or run lie side by side: so few arrays stay in registers, which is measurably faster.

  /** Lowest level, a stack of (column, constant, start, unused). */
  private readonly first: Int32Array;
  private firstEnd = 0;
  /** Second level, lists of (column, constant, start, the piece to the left or `none`), linked from right to left. */
  private readonly second: Int32Array;
  /** A stack of (label, first piece of the lowest level, head, tail of the list). A head counts only if there is a tail. */
  private readonly runs: Int32Array;
  private runEnd = 0;

  /** @param width x runs from 0 to width - 1 */
  constructor(width: number) {
    this.width = width;
    const parabolas = 2 * width;
    this.first = new Int32Array(4 * parabolas);
    this.runs = new Int32Array(4 * parabolas);
    // A parabola makes a piece where it is second, one where it cuts the lowest level, and one when it leaves that level.
    this.second = new Int32Array(3 * 4 * parabolas);
  }

  /**
   * Builds both levels for one row. Of equal values the parabola further left, then the nearer one, counts as lower.
   * @param offset where the row begins in `columns`
   * @param within sites that are more rows away are left out
   */
  build(columns: ColumnDistances, offset: number, within: number): void {
    const { width, first, second, runs } = this;
    const right = width - 1;
    // Ends of the stacks, and of the pieces made so far, as indices into the arrays.
    let firstEnd = 0;
    let secondEnd = 0;
    let runEnd = 0;

    // Each pixel of `columns` holds two pairs of a distance and a label.
    for (let parabola = 0; parabola < 2 * width; parabola++) {
      const column = parabola >> 1;
      const pair = perPixel * offset + 2 * parabola;
      const distance = columns[pair];
      if (distance > within) continue;
      const label = columns[pair + 1];
      const constant = Math.imul(distance, distance) + Math.imul(column, column);

      // If it is not second at the right end, it is not second anywhere.
      if (runEnd > 0 && runs[runEnd - size + TAIL] !== none) {
        const last = runs[runEnd - size + TAIL];
        if (constant - second[last + CONSTANT] >= Math.imul(2 * right, column - second[last + COLUMN])) continue;
      }

      // Take from the lowest level what the new parabola is below of. The pieces that are second to it now, become a list.
      let firstFrom = runEnd > 0 ? width : 0;
      let movedHead = none;
      let movedTail = none;
      taking: while (runEnd > 0) {
        const run = runEnd - size;
        const keepsSecond = runs[run + LABEL] === label;
        const begin = runs[run + BEGIN];
        while (firstEnd > begin) {
          const piece = firstEnd - size;
          const start = first[piece + START];
          const from = firstBelow(constant - first[piece + CONSTANT], column - first[piece + COLUMN], start);
          // No empty pieces.
          if (from >= firstFrom) break taking;
          firstFrom = from;
          if (!keepsSecond) {
            const node = secondEnd;
            secondEnd += size;
            second[node + COLUMN] = first[piece + COLUMN];
            second[node + CONSTANT] = first[piece + CONSTANT];
            second[node + START] = from;
            second[node + BEFORE] = none;
            if (movedTail === none) movedTail = node;
            else second[movedHead + BEFORE] = node;
            movedHead = node;
          }
          if (from > start) break taking;
          firstEnd = piece;
        }
        if (keepsSecond && runs[run + TAIL] !== none) {
          if (movedTail === none) movedTail = runs[run + TAIL];
          else second[movedHead + BEFORE] = runs[run + TAIL];
          movedHead = runs[run + HEAD];
        }
        runEnd = run;
      }

      // In the run left of that, the new parabola is second as far as it is below what is second there.
      const lastRun = runEnd - size;
      const startsRun = runEnd === 0 || runs[lastRun + LABEL] !== label;
      if (runEnd > 0 && startsRun) {
        let last = runs[lastRun + TAIL];
        let secondFrom = first[runs[lastRun + BEGIN] + START];
        while (last !== none) {
          const start = second[last + START];
          const from = firstBelow(constant - second[last + CONSTANT], column - second[last + COLUMN], start);
          if (from > start) {
            secondFrom = from;
            break;
          }
          last = second[last + BEFORE];
        }
        if (secondFrom < firstFrom) {
          const node = secondEnd;
          secondEnd += size;
          second[node + COLUMN] = column;
          second[node + CONSTANT] = constant;
          second[node + START] = secondFrom;
          second[node + BEFORE] = last;
          if (last === none) runs[lastRun + HEAD] = node;
          last = node;
        }
        runs[lastRun + TAIL] = last;
      }

      // From `firstFrom` on it is the lowest.
      if (firstFrom >= width) continue;
      const piece = firstEnd;
      firstEnd += size;
      first[piece + COLUMN] = column;
      first[piece + CONSTANT] = constant;
      first[piece + START] = firstFrom;
      if (startsRun) {
        const run = runEnd;
        runEnd += size;
        runs[run + LABEL] = label;
        runs[run + BEGIN] = piece;
        runs[run + HEAD] = movedHead;
        runs[run + TAIL] = movedTail;
      } else if (movedTail !== none) {
        // Something moved: there are two labels, and then no list is empty.
        second[movedHead + BEFORE] = runs[lastRun + TAIL];
        runs[lastRun + TAIL] = movedTail;
      }
    }
    this.firstEnd = firstEnd;
    this.runEnd = runEnd;
  }

  /**
   * Writes the row: the lowest value, the second one, and the label of the lowest. Where there is none: {@link noSquare}, and
   * label 0.
   * @param offset where the row begins in the three arrays
   */
  write(offset: number, lowest: Int32Array, secondLowest: Int32Array, label: Int32Array): void {
    const { first, second, runs } = this;
    let firstStop = this.width;
    let secondStop = this.width;
    let piece = this.firstEnd - size;
    for (let run = this.runEnd - size; run >= 0; run -= size) {
      const runStop = firstStop;
      for (; piece >= runs[run + BEGIN]; piece -= size) {
        writeSquares(first, piece, firstStop, offset, lowest);
        firstStop = first[piece + START];
      }
      label.fill(runs[run + LABEL], offset + firstStop, offset + runStop);
      for (let node = runs[run + TAIL]; node !== none; node = second[node + BEFORE]) {
        writeSquares(second, node, secondStop, offset, secondLowest);
        secondStop = second[node + START];
      }
    }
    lowest.fill(noSquare, offset, offset + firstStop);
    label.fill(0, offset, offset + firstStop);
    secondLowest.fill(noSquare, offset, offset + secondStop);
  }
}

/**
 * The first x from `start` on where a newer parabola is below an older one, that is where rise < 2 apart x.
 * @param rise the difference of their constants, an integer
 * @param apart that of their columns, not negative
 */
function firstBelow(rise: number, apart: number, start: number): number {
  if (rise < Math.imul(2 * apart, start)) return start;
  if (apart === 0) return far;
  // Truncation makes it an integer division, faster than Math.floor.
  return ((rise / (2 * apart)) | 0) + 1;
}

/** Writes the values of a piece from its start to `stop`. */
function writeSquares(pieces: Int32Array, piece: number, stop: number, offset: number, squares: Int32Array): void {
  const slope = 2 * pieces[piece + COLUMN];
  const constant = pieces[piece + CONSTANT];
  for (let x = pieces[piece + START]; x < stop; x++) squares[offset + x] = constant + x * (x - slope);
}
