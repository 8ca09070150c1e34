import { afterEach, expect, test, vi } from 'vitest';
import { builtin, canShareMemory, canSleep, nodeVersion, processors } from '../src/platform.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('in Node', () => {
  expect(nodeVersion()).toBe(Number(process.versions.node.split('.')[0]));
  expect(processors()).toBe(builtin('node:os')?.availableParallelism());
  expect([canShareMemory(), canSleep()]).toEqual([true, true]);
});

test('in a browser', () => {
  vi.stubGlobal('process', undefined);
  vi.stubGlobal('navigator', { hardwareConcurrency: 6 });
  expect(nodeVersion()).toBe(Number.POSITIVE_INFINITY);
  expect(builtin('node:os')).toBeUndefined();
  expect(processors()).toBe(6);
  vi.stubGlobal('navigator', undefined);
  expect(processors()).toBe(1);
});

test('on a page that is not isolated from others, or whose thread may not sleep', () => {
  vi.stubGlobal('crossOriginIsolated', false);
  expect(canShareMemory()).toBe(false);
  vi.stubGlobal('crossOriginIsolated', true);
  expect(canShareMemory()).toBe(true);
  vi.stubGlobal('SharedArrayBuffer', undefined);
  expect([canShareMemory(), canSleep()]).toEqual([false, false]);
});
