import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/** @typedef {{ title: string, ancestorTitles: string[], status: string, failureMessages?: string[] }} TestResult */
/** @typedef {{ name: string, status: string, message?: string, assertionResults: TestResult[] }} FileResult */
/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: FileResult[] }} Report */

/** Failures that are told, and lines of each: more is in what the tests printed. */
const MOST_FAILURES = 20;
const MOST_LINES = 10;

/**
 * What files that vitest's JSON reporter wrote come to: each failure in a few lines, and last `N passed, N failed, N skipped`. A file that
 * failed before its tests ran counts as one failure, and so does a run that left no report.
 * @param {readonly string[]} paths
 * @param {string} [root] what names of files are relative to
 */
export function summariseReports(paths, root = process.cwd()) {
  const reports = paths.map((path) => ({ path, report: readReport(path) }));
  const failures = reports.flatMap(({ path, report }) => {
    if (report !== undefined) return failuresOf(report, root);
    // WORKSPACE/.vitest/report.json
    return [`FAILED ${relative(root, dirname(dirname(path)))}: its tests left no report`];
  });
  /** @type {(of: (report: Report) => number) => number} */
  const sum = (of) => reports.reduce((total, { report }) => total + (report === undefined ? 0 : of(report)), 0);
  const skipped = sum(({ numPendingTests, numTodoTests }) => numPendingTests + numTodoTests);
  const more = failures.length - MOST_FAILURES;
  return [
    ...failures.slice(0, MOST_FAILURES),
    ...(more > 0 ? [`and ${more} more`] : []),
    `${sum(({ numPassedTests }) => numPassedTests)} passed, ${failures.length} failed, ${skipped} skipped`,
  ].join('\n');
}

/**
 * @param {string} path
 * @returns {Report | undefined}
 */
function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/**
 * @param {Report} report
 * @param {string} root
 */
function failuresOf({ testResults }, root) {
  return testResults.flatMap(({ name, status, message = '', assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const file = `FAILED ${relative(root, name)}`;
    if (failed.length === 0) return status === 'failed' ? [withReason(file, message)] : [];
    return failed.map(({ ancestorTitles, title, failureMessages = [] }) => {
      return withReason([file, ...ancestorTitles, title].join(' > '), failureMessages.join('\n'));
    });
  });
}

/**
 * @param {string} what
 * @param {string} reason
 */
function withReason(what, reason) {
  const lines = reason.split('\n').slice(0, MOST_LINES);
  return [what, ...lines.map((line) => `    ${line}`)].join('\n').trimEnd();
}
