/**
 * What is wrong with the sizes of entry points; empty if each one has a limit and keeps it.
 * @param {ReadonlyMap<string, number>} sizes bytes by specifier
 * @param {Readonly<Record<string, number>>} limits thousands of bytes by specifier
 * @returns {string[]}
 */
export function sizeProblems(sizes, limits) {
  const problems = [...sizes].flatMap(([entry, size]) => {
    const limit = limits[entry];
    if (limit === undefined) return [`${entry} has no limit; it measures ${kilobytes(size)} kB`];
    return size > limit * 1000 ? [`${entry} measures ${kilobytes(size)} kB, its limit is ${limit} kB`] : [];
  });
  const gone = Object.keys(limits).filter((entry) => !sizes.has(entry));
  return [...problems, ...gone.map((entry) => `${entry} has a limit, but there is no such entry point`)];
}

/**
 * Thousands of bytes with two decimals, rounded up: what is shown never looks smaller than it is.
 * @param {number} bytes
 */
export function kilobytes(bytes) {
  return (Math.ceil(bytes / 10) / 100).toFixed(2);
}
