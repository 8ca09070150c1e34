import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { summariseReports } from '../../scripts/summarise-reports.mjs';

const folder = mkdtempSync(join(tmpdir(), 'unet-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function summaryOf(report: object): string[] {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(report));
  return summariseReports([path], '/house').split('\n');
}

const passed = { name: '/house/packages/a/test/a.test.ts', status: 'passed', assertionResults: [{ status: 'passed' }] };
const counts = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [passed] };

test('counts what passed and was skipped; a todo counts as skipped', () => {
  expect(summaryOf({ ...counts, numPendingTests: 2, numTodoTests: 3 })).toEqual(['5 passed, 0 failed, 5 skipped']);
});

test('names what failed, with the first lines of the reason', () => {
  const reason = Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n');
  const failing = { status: 'failed', ancestorTitles: ['of an image'], title: 'is right', failureMessages: [reason] };
  const failed = { ...passed, status: 'failed', assertionResults: [{ status: 'passed' }, failing] };
  const lines = summaryOf({ ...counts, numFailedTests: 1, testResults: [passed, failed] });
  expect(lines[0]).toBe('FAILED packages/a/test/a.test.ts > of an image > is right');
  expect(lines.slice(1, -1)).toEqual(Array.from({ length: 10 }, (_, line) => `    line ${line}`));
  expect(lines.at(-1)).toBe('5 passed, 1 failed, 0 skipped');
});

test('names the first of many', () => {
  const failing = { status: 'failed', ancestorTitles: [], title: 't', failureMessages: [] };
  const failed = { ...passed, status: 'failed', assertionResults: new Array(23).fill(failing) };
  const lines = summaryOf({ ...counts, testResults: [failed] });
  expect(lines).toHaveLength(22);
  expect(lines.slice(-2)).toEqual(['and 3 more', '5 passed, 23 failed, 0 skipped']);
});

test('counts a file that failed before its tests ran', () => {
  const broken = { ...passed, status: 'failed', message: 'no such module', assertionResults: [] };
  expect(summaryOf({ ...counts, testResults: [passed, broken] })).toEqual([
    'FAILED packages/a/test/a.test.ts',
    '    no such module',
    '5 passed, 1 failed, 0 skipped',
  ]);
});

test('counts a run without a report as one failure, and adds up runs', () => {
  const none = join(folder, 'packages/b/.vitest/report.json');
  const line = 'FAILED packages/b: its tests left no report';
  expect(summariseReports([none], folder).split('\n')).toEqual([line, '0 passed, 1 failed, 0 skipped']);
  summaryOf(counts);
  const lines = summariseReports([none, join(folder, 'report.json'), none], folder).split('\n');
  expect(lines).toEqual([line, line, '5 passed, 2 failed, 0 skipped']);
});
