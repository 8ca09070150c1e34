/**
 * @typedef {object} Outcome of one step with one package
 * @property {string} step
 * @property {string} problem empty if all is well
 * @property {number} seconds
 * @property {string} [note] in the place of the seconds
 */

/**
 * What was tried with each package, and how long it took, as a table for a terminal.
 * @param {ReadonlyMap<string, readonly Outcome[]>} outcomes by package
 * @param {readonly string[]} steps the columns
 * @returns {string} without a line break at the end
 */
export function outcomeTable(outcomes, steps) {
  const rows = [...outcomes].map(([name, all]) => [
    name,
    ...steps.map((step) => cell(all.find((one) => one.step === step))),
  ]);
  const table = [['seconds', ...steps], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table
    .map((row) => row.map((text, column) => pad(text, widths[column], column)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** @param {Outcome | undefined} outcome */
function cell(outcome) {
  if (outcome === undefined) return '-';
  if (outcome.problem !== '') return 'FAILED';
  return outcome.note ?? outcome.seconds.toFixed(1);
}

/**
 * @param {string} text
 * @param {number} width
 * @param {number} column
 */
function pad(text, width, column) {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}
