// What `npm run bench:gpu` uses in Node.
export { headline, markdownTable, rowsOf } from './report.ts';
export { runBenchmark } from './run-benchmark.ts';
export { readSettings } from './settings.ts';
