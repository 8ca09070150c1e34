import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';

// The scripts of checks as npm starts them: what they print and how they end.

/** Nobody listens on port 9, so that no audit is answered. */
const NOWHERE = 'http://127.0.0.1:9/';

function run(
  script: string,
  args: string[] = [],
  registry = NOWHERE,
): Promise<{ code: number | null; output: string }> {
  const path = fileURLToPath(new URL(`../../scripts/${script}.mjs`, import.meta.url));
  // Its own cache: npm keeps advisories by their number.
  const cache = mkdtempSync(join(tmpdir(), 'unet-npm-'));
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }));
  const settings = { npm_config_registry: registry, npm_config_cache: cache, npm_config_fetch_retries: '0' };
  const env = { ...process.env, ...settings };
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(process.execPath, [path, ...args], { env });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => resolve({ code, output }));
  });
}

describe('check', () => {
  test('goes on after a check that could not be made, and says so', async () => {
    const { code, output } = await run('check', ['check:audit', 'check:licences']);
    expect(output).toMatch(/^NOT DONE {2}check:audit .*\nok {8}check:licences/m);
    expect(output).not.toContain('knip');
    expect(code).toBe(0);
  });

  test('fails with a check that fails', async () => {
    const shell = { npm_config_script_shell: 'false' };
    onTestFinished(() => void delete process.env.npm_config_script_shell);
    Object.assign(process.env, shell);
    const { code, output } = await run('check', ['check:licences', 'check:workflows']);
    expect(output).toMatch(/^FAILED {4}check:licences .*\nFAILED {4}check:workflows/m);
    expect(code).toBe(1);
  });

  test('knows its names', async () => {
    const { code, output } = await run('check', ['check:sises']);
    expect(output).toContain('no check is called check:sises; check:consumers, ');
    expect(code).toBe(1);
  });
});

describe('check:audit', () => {
  /** The address of a registry that answers audits with these advisories, or not at all. */
  async function registryWith(advisories?: Record<string, object[]>): Promise<string> {
    const server = createServer(async (request, response) => {
      if (request.method !== 'POST' || advisories === undefined) return void response.writeHead(405).end('{}');
      const isZipped = request.headers['content-encoding'] === 'gzip';
      const asked = (await json(isZipped ? request.pipe(createGunzip()) : request)) as object;
      const known = Object.entries(advisories).filter(([name]) => name in asked);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(Object.fromEntries(known)));
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  const advisory = (id: number, severity: string) => {
    const about = { url: `https://example.org/${id}`, title: 'leaks', vulnerable_versions: '*', cwe: [] };
    return [{ id, severity, cvss: { score: 9 }, ...about }];
  };

  test('fails over what is high or critical, for users or in our tools, and not over what is moderate', async () => {
    const registry = await registryWith({
      fflate: advisory(1, 'moderate'),
      '@tensorflow/tfjs-core': advisory(2, 'high'),
      assemblyscript: advisory(3, 'critical'),
    });
    const { code, output } = await run('check-audit', [], registry);
    expect(output.match(/^.*: leaks.*$/gm)?.sort()).toEqual([
      '@tensorflow/tfjs-core, high: leaks (https://example.org/2)',
      'assemblyscript, critical: leaks (https://example.org/3)',
    ]);
    expect(code).toBe(1);
  });

  test('passes where the registry knows of nothing, and is not done where it does not answer', async () => {
    const silent = await run('check-audit', [], await registryWith({}));
    expect(silent).toEqual({ code: 0, output: 'No high or critical advisories.\n' });
    const { code, output } = await run('check-audit', [], await registryWith());
    expect(output).toMatch(/NOT AUDITED[\s\S]*405/);
    expect(code).toBe(75);
  });
});

test('check:licences takes expressions apart, looks at every place of a lock file, and wants a reason for the rest', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unet-licences-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const licences = {
    'node_modules/a': 'MIT OR GPL-3.0-only',
    'node_modules/b': '(GPL-2.0-only OR MIT)',
    'node_modules/c': 'GPL-3.0-only OR MIT AND ISC',
    'node_modules/lightningcss-linux': 'MPL-2.0',
    'node_modules/lightning': 'MPL-2.0',
    'node_modules/d': 'MIT AND GPL-3.0-only',
    'node_modules/a/node_modules/@e/f': 'mit',
    'internal/x/node_modules/g': '(MIT OR X) AND (GPL-3.0-only OR Y)',
    'packages/own': 'X',
  };
  const packages = Object.entries(licences).map(([path, license]) => [path, { version: '1.0.0', license }]);
  const all = {
    ...Object.fromEntries(packages),
    'node_modules/h': { version: '2.0.0' },
    'node_modules/own': { link: true },
  };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: all }));
  const { code, output } = await run('check-licences', [folder]);
  expect(output.match(/^(.* 1\.0\.0 |.* 2\.0\.0 |no package).*$/gm)?.slice(0, 7)).toEqual([
    'lightning 1.0.0 (node_modules/lightning): MPL-2.0',
    'd 1.0.0 (node_modules/d): MIT AND GPL-3.0-only',
    '@e/f 1.0.0 (node_modules/a/node_modules/@e/f): mit',
    'g 1.0.0 (internal/x/node_modules/g): (MIT OR X) AND (GPL-3.0-only OR Y)',
    'h 2.0.0 (node_modules/h): states no licence',
    expect.stringMatching(/^no package needs the exception for @resvg/),
    expect.stringMatching(/^no package needs the exception for @expo/),
  ]);
  expect(output).not.toContain('exception for lightningcss');
  expect(code).toBe(1);
});
