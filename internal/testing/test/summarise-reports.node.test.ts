import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { summariseReports } from '../../scripts/summarise-reports.mjs';

const folder = mkdtempSync(join(tmpdir(), 'unet-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function summaryOf(report: object): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(report));
  return summariseReports([path]);
}

const passed = { status: 'passed', assertionResults: [{ status: 'passed' }] };
const counts = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [passed] };

test('counts what passed, failed and was skipped; a todo counts as skipped', () => {
  const failed = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
  const report = { ...counts, numFailedTests: 1, numPendingTests: 2, numTodoTests: 3, testResults: [passed, failed] };
  expect(summaryOf(report)).toBe('5 passed, 1 failed, 5 skipped');
});

test('counts a file that failed before its tests ran', () => {
  const broken = { status: 'failed', assertionResults: [] };
  expect(summaryOf({ ...counts, testResults: [passed, broken] })).toBe('5 passed, 1 failed, 0 skipped');
});

test('counts a run without a report as one failure, and adds up runs', () => {
  const none = join(folder, 'none.json');
  expect(summariseReports([none])).toBe('0 passed, 1 failed, 0 skipped');
  summaryOf(counts);
  expect(summariseReports([none, join(folder, 'report.json'), none])).toBe('5 passed, 2 failed, 0 skipped');
});
