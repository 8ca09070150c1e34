import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { findChromium } from '../../chromium/find-chromium.mjs';

const folder = mkdtempSync(join(tmpdir(), 'unet-chromium-'));
const program = join(folder, 'chromium');
const text = join(folder, 'google-chrome');
writeFileSync(program, '');
writeFileSync(text, '');
chmodSync(program, 0o755);
chmodSync(text, 0o644);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

test('takes $CHROMIUM before all others', () => {
  vi.stubEnv('CHROMIUM', program);
  vi.stubEnv('PATH', '');
  expect(findChromium()).toBe(program);
});

test('throws where $CHROMIUM is no program', () => {
  vi.stubEnv('CHROMIUM', text);
  expect(() => findChromium()).toThrow(new Error(`CHROMIUM must be an executable file, got ${text}`));
});

test('looks along the PATH', () => {
  vi.stubEnv('CHROMIUM', '');
  vi.stubEnv('PATH', ['', '/does/not/exist', folder].join(delimiter));
  expect(findChromium()).toBe(program);
});
