import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { summariseReport } from '../../scripts/summarise-report.mjs';

const folder = mkdtempSync(join(tmpdir(), 'unet-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function summaryOf(report: object): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(report));
  return summariseReport(path);
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

test('counts a run without a report as one failure', () => {
  expect(summariseReport(join(folder, 'none.json'))).toBe('0 passed, 1 failed, 0 skipped');
});
