import { existsSync, readFileSync } from 'node:fs';

/**
 * One line, `N passed, N failed, N skipped`, from a file that vitest's JSON reporter wrote. A file that failed before its tests
 * ran counts as one failure, and so does a run that left no report.
 * @param {string} path
 */
export function summariseReport(path) {
  if (!existsSync(path)) return '0 passed, 1 failed, 0 skipped';
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
   *   testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = report.numFailedTests + brokenFiles.length;
  const skipped = report.numPendingTests + report.numTodoTests;
  return `${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped`;
}
