import { plainText } from '../terminal/failure.ts';

/**
 * Lines of a table: the first column on the left, the others, which are numbers as a rule, on the right.
 * @param head names of the columns
 * @param rows as many cells each
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  // Names of files may hold anything, also what ends a line.
  const all = [head, ...rows].map((row) => row.map(plainText));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) =>
    `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ')}`.trimEnd(),
  );
}
