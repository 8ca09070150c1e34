import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { NOT_DONE, outcome } from '../../scripts/outcome.mjs';

const script = fileURLToPath(new URL('../../scripts/check.mjs', import.meta.url));

function check(names: string[], settings: Record<string, string> = {}) {
  // Nobody listens on port 9, so that no audit is answered.
  const env = {
    ...process.env,
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
    ...settings,
  };
  return spawnSync(process.execPath, [script, ...names], { env, encoding: 'utf8' });
}

test('outcome', () => {
  expect([0, 1, 2, 137, NOT_DONE, null].map(outcome)).toEqual([
    'ok',
    'FAILED',
    'FAILED',
    'FAILED',
    'NOT DONE',
    'FAILED',
  ]);
});

test('makes the checks that are named, and says what could not be done', () => {
  const { status, stdout } = check(['check:licences', 'check:audit']);
  expect(stdout).toMatch(/^ok {8}check:licences/m);
  expect(stdout).toMatch(/^NOT DONE {2}check:audit/m);
  expect(stdout).not.toContain('knip');
  expect(status).toBe(0);
});

test('goes on after a check that fails, and fails', () => {
  const { status, stdout } = check(['check:licences', 'check:audit'], { npm_config_script_shell: 'false' });
  expect(stdout).toMatch(/^FAILED {4}check:licences[\s\S]*^FAILED {4}check:audit/m);
  expect(status).toBe(1);
});

test('knows its names', () => {
  const { status, stderr } = check(['check:sises']);
  expect(stderr).toContain('no check is called check:sises; lint, knip, ');
  expect(status).toBe(1);
});
