/** @typedef {{ name: string, check: () => Promise<void> }} Case */

/** As many as there are cores on the smallest machine that makes the checks. */
const AT_A_TIME = 2;

/**
 * Makes all checks, each to its end, and prints what came of them. One that throws has failed, and so has the program.
 * @param {readonly Case[]} cases
 */
export async function makeAll(cases) {
  /** @type {string[]} */
  const lines = [];
  const waiting = cases.entries();
  const makeSome = async () => {
    for (const [at, { name, check }] of waiting) {
      const start = performance.now();
      const problem = await check().then(
        () => '',
        (error) => String(error instanceof Error ? error.message : error).trimEnd(),
      );
      const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
      lines[at] = `${problem === '' ? 'ok    ' : 'FAILED'}  ${name.padEnd(24)} ${seconds} s`;
      if (problem === '') continue;
      console.error(`\n--- ${name}: ${problem}\n`);
      process.exitCode = 1;
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, makeSome));
  console.log(lines.join('\n'));
}

/**
 * What was asked for on the command line, or all.
 * @param {readonly string[]} wanted
 * @param {readonly string[]} names
 * @param {string} what the names are of, for messages
 */
export function choose(wanted, names, what) {
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new RangeError(`no ${what} is called ${unknown.join(' or ')}; ${names.join(', ')} are`);
  return wanted.length > 0 ? wanted : names;
}
