import { existsSync, readFileSync } from 'node:fs';

/**
 * One line, `N passed, N failed, N skipped`, from files that vitest's JSON reporter wrote. A file that failed before its tests
 * ran counts as one failure, and so does a run that left no report.
 * @param {readonly string[]} paths
 */
export function summariseReports(paths) {
  const counts = paths.map(countsOf);
  /** @type {(of: (counts: ReturnType<typeof countsOf>) => number) => number} */
  const sum = (of) => counts.reduce((total, count) => total + of(count), 0);
  return `${sum((c) => c.passed)} passed, ${sum((c) => c.failed)} failed, ${sum((c) => c.skipped)} skipped`;
}

/** @param {string} path */
function countsOf(path) {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
   *   testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
