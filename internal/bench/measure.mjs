/**
 * @typedef {object} Measurement one piece of work that gives a sample to each of some figures
 * @property {string} name for the log
 * @property {'ours' | 'peer'} side whose samples they are
 * @property {{ available: boolean, reason?: string, description?: string, ours?: boolean }} [peer] on the peer's side; `ours` if it is no
 * other's program
 * @property {Record<string, (result: any) => number>} figures what to take from the result
 * @property {() => any} run
 */

/**
 * Makes all measurements one after the other, and that several times, so that ours and the peers' share what else the machine does.
 * What fails is not tried again: its figures get the reason, and a peer is not measured where ours has failed.
 * @param {Measurement[]} measurements
 * @param {number} runs
 * @param {ReturnType<import('./figures.mjs').createFigures>} figures what is not among their names is not measured
 * @param {(line: string) => void} log
 * @returns the results as they came, and whether one of ours failed
 */
export async function measureAll(measurements, runs, figures, log) {
  const results = [];
  const broken = new Set();
  const wanted = measurements
    .map((measurement) => ({
      ...measurement,
      takes: Object.entries(measurement.figures).filter(([figure]) => figures.names.includes(figure)),
    }))
    .filter(({ takes }) => takes.length > 0);
  let failed = false;
  for (const { peer, takes } of wanted) {
    for (const [figure] of takes) {
      if (peer?.available === false) figures.miss(figure, `no peer: ${peer.reason}`);
    }
  }
  for (let run = 1; run <= runs; run++) {
    for (const measurement of wanted) {
      const { name, side, peer, takes, run: measure } = measurement;
      if (peer?.available === false || broken.has(measurement)) continue;
      if (side === 'peer' && takes.every(([figure]) => figures.samples[figure].ours.length === 0)) continue;
      const start = performance.now();
      try {
        const result = await measure();
        const values = takes.map(([figure, take]) => [figure, positive(figure, take(result))]);
        for (const [figure, value] of values) figures.add(figure, side, value);
        results.push({ run, name, result });
        log(`${run}/${runs} ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
      } catch (error) {
        log(`${run}/${runs} ${name}: ${error.message}`);
        failed ||= side === 'ours' || peer?.ours === true;
        broken.add(measurement);
        for (const [figure] of takes) figures.miss(figure, error.message);
      }
    }
  }
  return { results, failed };
}

function positive(figure, value) {
  if (!(Number.isFinite(value) && value > 0)) throw new Error(`${figure}: expected a positive figure, got ${value}`);
  return value;
}
