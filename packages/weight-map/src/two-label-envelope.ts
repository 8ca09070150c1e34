import { type ColumnDistances, far } from './column-distances.ts';

const none = -1;

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
 * compared is an integer: the result is exact.
 */
export class TwoLabelEnvelope {
  private readonly width: number;

  // Both levels consist of pieces, from `start` to the start of the next. A parabola is x^2 - 2 column x + constant.
  // Lowest level: a stack.
  private readonly firstColumn: Int32Array;
  private readonly firstConstant: Int32Array;
  private readonly firstStart: Int32Array;
  private firstCount = 0;

  // Second level: lists, linked from right to left.
  private readonly secondColumn: Int32Array;
  private readonly secondConstant: Int32Array;
  private readonly secondStart: Int32Array;
  private readonly secondBefore: Int32Array;

  // Runs, a stack: label, first piece of the lowest level, both ends of the list. A head counts only if there is a tail.
  private readonly runLabel: Int32Array;
  private readonly runBegin: Int32Array;
  private readonly runHead: Int32Array;
  private readonly runTail: Int32Array;
  private runCount = 0;

  /** @param width x runs from 0 to width - 1 */
  constructor(width: number) {
    this.width = width;
    const parabolas = 2 * width;
    this.firstColumn = new Int32Array(parabolas);
    this.firstConstant = new Int32Array(parabolas);
    this.firstStart = new Int32Array(parabolas);
    this.runLabel = new Int32Array(parabolas);
    this.runBegin = new Int32Array(parabolas);
    this.runHead = new Int32Array(parabolas);
    this.runTail = new Int32Array(parabolas);
    // A parabola makes a piece where it is second, one where it cuts the lowest level, and one when it leaves that level.
    this.secondColumn = new Int32Array(3 * parabolas);
    this.secondConstant = new Int32Array(3 * parabolas);
    this.secondStart = new Int32Array(3 * parabolas);
    this.secondBefore = new Int32Array(3 * parabolas);
  }

  /**
   * Builds both levels for one row. Of equal values the parabola further left, then the nearer one, counts as lower.
   * @param offset where the row begins in `columns`
   */
  build({ nearest, nearestCell, other, otherCell }: ColumnDistances, offset: number): void {
    const { width, firstColumn, firstConstant, firstStart, secondColumn, secondConstant, secondStart, secondBefore } =
      this;
    const { runLabel, runBegin, runHead, runTail } = this;
    let firstCount = 0;
    let secondCount = 0;
    let runCount = 0;

    for (let parabola = 0; parabola < 2 * width; parabola++) {
      const column = parabola >> 1;
      const isNearest = (parabola & 1) === 0;
      const distance = isNearest ? nearest[offset + column] : other[offset + column];
      if (distance >= far) continue;
      const label = isNearest ? nearestCell[offset + column] : otherCell[offset + column];
      const constant = distance * distance + column * column;

      // What is not even second at the right end, is so nowhere.
      if (runCount > 0 && runTail[runCount - 1] !== none) {
        const last = runTail[runCount - 1];
        const rise = constant - secondConstant[last];
        if (rise >= 2 * (width - 1) * (column - secondColumn[last])) continue;
      }

      // Take from the lowest level what the new parabola is below of. The pieces that are second to it now, become a list.
      let firstFrom = runCount > 0 ? width : 0;
      let movedHead = none;
      let movedTail = none;
      taking: while (runCount > 0) {
        const run = runCount - 1;
        const keepsSecond = runLabel[run] === label;
        const begin = runBegin[run];
        while (firstCount > begin) {
          const piece = firstCount - 1;
          const start = firstStart[piece];
          const from = firstBelow(constant - firstConstant[piece], 2 * (column - firstColumn[piece]), start);
          // No empty pieces.
          if (from >= firstFrom) break taking;
          firstFrom = from;
          if (!keepsSecond) {
            const node = secondCount++;
            secondColumn[node] = firstColumn[piece];
            secondConstant[node] = firstConstant[piece];
            secondStart[node] = from;
            secondBefore[node] = none;
            if (movedTail === none) movedTail = node;
            else secondBefore[movedHead] = node;
            movedHead = node;
          }
          if (from > start) break taking;
          firstCount = piece;
        }
        if (keepsSecond && runTail[run] !== none) {
          if (movedTail === none) movedTail = runTail[run];
          else secondBefore[movedHead] = runTail[run];
          movedHead = runHead[run];
        }
        runCount = run;
      }

      // In the run left of that, the new parabola is second as far as it is below what is second there.
      const lastRun = runCount - 1;
      if (runCount > 0 && runLabel[lastRun] !== label) {
        let last = runTail[lastRun];
        let secondFrom = firstStart[runBegin[lastRun]];
        while (last !== none) {
          const start = secondStart[last];
          const from = firstBelow(constant - secondConstant[last], 2 * (column - secondColumn[last]), start);
          if (from > start) {
            secondFrom = from;
            break;
          }
          last = secondBefore[last];
        }
        if (secondFrom < firstFrom) {
          const node = secondCount++;
          secondColumn[node] = column;
          secondConstant[node] = constant;
          secondStart[node] = secondFrom;
          secondBefore[node] = last;
          if (last === none) runHead[lastRun] = node;
          last = node;
        }
        runTail[lastRun] = last;
      }

      // From `firstFrom` on it is the lowest.
      if (firstFrom >= width) continue;
      const piece = firstCount++;
      firstColumn[piece] = column;
      firstConstant[piece] = constant;
      firstStart[piece] = firstFrom;
      if (runCount === 0 || runLabel[lastRun] !== label) {
        const run = runCount++;
        runLabel[run] = label;
        runBegin[run] = piece;
        runHead[run] = movedHead;
        runTail[run] = movedTail;
      } else if (movedTail !== none) {
        // Something moved: there are two labels, and then no list is empty.
        secondBefore[movedHead] = runTail[lastRun];
        runTail[lastRun] = movedTail;
      }
    }
    this.firstCount = firstCount;
    this.runCount = runCount;
  }

  /**
   * Writes the row: the square roots of the lowest value and of the second one, and the label of the lowest.
   * Where there is none: Infinity, and label 0.
   * @param offset where the row begins in the three arrays
   */
  write(offset: number, first: Float32Array, second: Float32Array, label: Int32Array): void {
    const { firstColumn, firstConstant, firstStart, secondColumn, secondConstant, secondStart } = this;
    let firstEnd = this.width;
    let secondEnd = this.width;
    let piece = this.firstCount - 1;
    for (let run = this.runCount - 1; run >= 0; run--) {
      const runEnd = firstEnd;
      for (; piece >= this.runBegin[run]; piece--) {
        writeRoots(firstColumn[piece], firstConstant[piece], firstStart[piece], firstEnd, offset, first);
        firstEnd = firstStart[piece];
      }
      label.fill(this.runLabel[run], offset + firstEnd, offset + runEnd);
      for (let node = this.runTail[run]; node !== none; node = this.secondBefore[node]) {
        writeRoots(secondColumn[node], secondConstant[node], secondStart[node], secondEnd, offset, second);
        secondEnd = secondStart[node];
      }
    }
    first.fill(Number.POSITIVE_INFINITY, offset, offset + firstEnd);
    label.fill(0, offset, offset + firstEnd);
    second.fill(Number.POSITIVE_INFINITY, offset, offset + secondEnd);
  }
}

/**
 * The first x from `start` on where a newer parabola is below an older one, that is where rise < fall * x: `rise` is the
 * difference of their constants, `fall` twice that of their columns, and not negative. All are integers.
 */
function firstBelow(rise: number, fall: number, start: number): number {
  if (rise < start * fall) return start;
  if (fall === 0) return far;
  // Truncation makes it an integer division, faster than Math.floor.
  return ((rise / fall) | 0) + 1;
}

function writeRoots(
  column: number,
  constant: number,
  start: number,
  end: number,
  offset: number,
  roots: Float32Array,
): void {
  const slope = 2 * column;
  for (let x = start; x < end; x++) roots[offset + x] = Math.sqrt(constant + x * (x - slope));
}
