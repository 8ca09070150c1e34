import { median } from './statistics.mjs';

/**
 * Samples of each figure, ours and the peer's, and why some are missing.
 * @param {string[]} names in the order of the table
 */
export function createFigures(names) {
  const samples = Object.fromEntries(names.map((name) => [name, { ours: [], peer: [] }]));
  const missing = {};
  const both = (name) => samples[name].ours.length > 0 && samples[name].peer.length > 0;
  const medians = () =>
    Object.fromEntries(
      names.map((name) => {
        const sides = Object.entries(samples[name]).filter(([, values]) => values.length > 0);
        return [name, Object.fromEntries(sides.map(([side, values]) => [side, median(values)]))];
      }),
    );
  return {
    names,
    samples,
    /** Reasons by figure. */
    missing,
    add: (name, side, value) => samples[name][side].push(value),
    /** The first reason stays. */
    miss(name, reason) {
      missing[name] ??= reason;
    },
    medians,
    /** The peer's median over ours, of figures that have both. */
    ratios() {
      const values = medians();
      return Object.fromEntries(names.filter(both).map((name) => [name, values[name].peer / values[name].ours]));
    },
  };
}

/**
 * The table: medians with the smallest and largest sample, the ratio, and the peer or why there is no ratio.
 * @param {ReturnType<typeof createFigures>} figures
 * @param {Record<string, string>} peers by figure
 * @param {string[]} mebibytes figures that are no seconds
 */
export function table(figures, peers, mebibytes) {
  const ratios = figures.ratios();
  const rows = figures.names.map((name) => {
    const { ours, peer } = figures.samples[name];
    const show = mebibytes.includes(name) ? asMebibytes : asSeconds;
    const ratio = ratios[name] === undefined ? '' : `${ratios[name].toFixed(2)} x`;
    return [name, range(ours, show), range(peer, show), ratio, figures.missing[name] ?? peers[name] ?? ''];
  });
  const heading = ['figure', 'ours', 'peer', 'peer over ours', 'peer, or what is missing'];
  const widths = heading.map((_, column) => Math.max(...[heading, ...rows].map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) =>
        column === 0 || column === 4 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      .join('   ')
      .trimEnd();
  return [heading, ...rows].map(line).join('\n');
}

function range(values, show) {
  if (values.length === 0) return '';
  if (values.length === 1) return show(values[0]);
  return `${show(median(values))} (${show(Math.min(...values))} to ${show(Math.max(...values))})`;
}

function asSeconds(value) {
  return value >= 1 ? `${value.toFixed(2)} s` : `${(value * 1000).toPrecision(3)} ms`;
}

function asMebibytes(value) {
  return `${value.toFixed(0)} MiB`;
}
