// What `npm run bench:gpu` uses in Node.

export { readSettings } from './read-settings.ts';
export { headline, markdownTable, rowsOf } from './report.ts';
export { runBenchmark } from './run-benchmark.ts';
