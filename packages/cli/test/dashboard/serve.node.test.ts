import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DashboardView, RunView } from '../../src/dashboard/run-view.ts';
import { type ServedDashboard, serveDashboard } from '../../src/dashboard/serve.ts';
import { lockFolder } from '../../src/run-folder/lock.ts';
import { temporaryFolder } from '../support/cli.ts';

const folder = temporaryFolder();
const run = join(folder, 'runs/one');
const HEADER = 'step,epoch,loss,learningRate,seconds,waitSeconds\n';
const line = (step: number, loss: number | string = 1 / step): string => `${step},0,${loss},0.002,0.5,0\n`;
const status = { status: 'running', step: 2, steps: 10, backend: 'simd', memory: 1e8, secondsPerStep: 2 };

let served: ServedDashboard;
beforeAll(async () => {
  served = await serveDashboard([join(folder, 'runs')], 0);
});
afterAll(() => served.close());

beforeEach(() => {
  rmSync(join(folder, 'runs'), { recursive: true, force: true });
  mkdirSync(join(run, 'figures'), { recursive: true });
  writeFileSync(join(run, 'config.json'), JSON.stringify({ settings: { base: 4 }, length: {}, source: {}, steps: 10 }));
  writeFileSync(join(run, 'log.csv'), HEADER + line(1) + line(2));
  writeFileSync(join(run, 'previews.csv'), 'step,pixelError\n2,0.25\n');
  writeFileSync(join(run, 'status.json'), JSON.stringify(status));
});

interface Answer {
  readonly code: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(served.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers }, (answer) => {
      let body = '';
      answer.setEncoding('latin1').on('data', (part: string) => {
        body += part;
      });
      answer.on('end', () => resolve({ code: answer.statusCode ?? 0, headers: answer.headers, body }));
    });
    asked.on('error', reject).end();
  });
}

async function view(known: object = {}): Promise<readonly RunView[]> {
  const { body } = await ask(`/runs?known=${encodeURIComponent(JSON.stringify(known))}`);
  return (JSON.parse(body) as DashboardView).runs;
}

describe('shows itself to this machine alone:', () => {
  test.each([
    ['another host', { Host: 'evil.example' }, 'GET', 403],
    ['another host on this port', { Host: 'evil.example:80' }, 'GET', 403],
    ['another origin', { Origin: 'http://evil.example' }, 'GET', 403],
    ['the null origin', { Origin: 'null' }, 'GET', 403],
    ['what another page loads', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }, 'GET', 403],
    ['a page of another port that loads it', { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'cors' }, 'GET', 403],
    ['a method that changes something', {}, 'POST', 405],
    ['localhost', { Host: 'localhost:1' }, 'GET', 200],
    ['its own page', { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'cors' }, 'GET', 200],
  ])('%s', async (_, headers, method, code) => {
    for (const path of ['/runs', '/', '/picture/1/preview']) {
      const answer = await ask(path, headers as Record<string, string>, method);
      expect([code, 404], path).toContain(answer.code);
      if (code !== 200) expect(answer.code).toBe(code);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('a link on another page opens the page, and nothing else', async () => {
    const link = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' };
    await view();
    const codes = await Promise.all(['/', '/runs', '/picture/1/preview'].map((path) => ask(path, link)));
    expect(codes.map(({ code }) => code)).toEqual([200, 403, 403]);
  });

  test('listens on the loopback address, and lets nobody frame it or run scripts of others', async () => {
    expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const { headers } = await ask('/runs');
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'; script-src 'self';.*frame-ancestors 'none'/,
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test.each([
    '/../package.json',
    '/runs/one/config.json',
    '/picture/1/..%2f..%2fconfig',
    '/picture/9/preview',
    '/nothing',
  ])('no path of an address reaches the disk: %s', async (path) => {
    await view();
    expect((await ask(path)).code).toBe(404);
  });
});

test('says how a run stands, and of its log what is new', async () => {
  const release = await lockFolder(run);
  const [first] = await view();
  expect(first).toMatchObject({
    name: run,
    status: 'running',
    step: 2,
    steps: 10,
    backend: 'simd',
    memory: 1e8,
    secondsLeft: 16,
    config: { base: '4', steps: '10' },
    previews: [{ step: 2, pixelError: 0.25 }],
    log: { steps: [1, 2], losses: [1, 0.5], rates: [0.002, 0.002], seconds: [0.5, 1] },
  });
  const known = { [first!.id]: [first!.log.revision, 2] };
  // Half a line is none yet.
  appendFileSync(join(run, 'log.csv'), line(3, 0.25) + line(4).slice(0, 5));
  const [grown] = await view(known);
  expect(grown!.log).toMatchObject({ steps: [3], losses: [0.25] });
  expect(grown!.step).toBe(3);
  appendFileSync(join(run, 'log.csv'), line(4).slice(5));
  expect((await view({ [first!.id]: [first!.log.revision, 3] }))[0]!.log.steps).toEqual([4]);
  // A page that is loaded again knows nothing.
  expect((await view())[0]!.log.steps).toEqual([1, 2, 3, 4]);
  await release();
  expect((await view())[0]).toMatchObject({ status: 'paused', step: 2 });
});

test('a log that was written anew, as by a run that goes on from a checkpoint, takes the place of what was known', async () => {
  const [first] = await view();
  writeFileSync(join(run, 'new.csv'), HEADER + line(1) + line(2, 7) + line(3));
  renameSync(join(run, 'new.csv'), join(run, 'log.csv'));
  const [next] = await view({ [first!.id]: [first!.log.revision, 2] });
  expect(next!.log.revision).not.toBe(first!.log.revision);
  expect(next!.log.losses).toEqual([1, 7, 1 / 3]);
});

test('a run that was removed and begun again while nobody looked is another one, also where the disk gives its log the same number', async () => {
  const [first] = await view();
  rmSync(join(run, 'log.csv'));
  // Takes the number of the file that was there, on ext4 for one.
  writeFileSync(join(run, 'log.csv'), HEADER + line(1, 7) + line(2, 7) + line(3, 7));
  const [next] = await view({ [first!.id]: [first!.log.revision, 2] });
  expect(next!.log.losses).toEqual([7, 7, 7]);
});

test('runs that come later, and folds of a cross-validation, are found; in natural order', async () => {
  for (const name of ['runs/folds/fold-10', 'runs/folds/fold-2', 'runs/two']) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'config.json'), '{}');
  }
  expect((await view()).map(({ name }) => name.slice(folder.length + 6))).toEqual([
    'folds/fold-2',
    'folds/fold-10',
    'one',
    'two',
  ]);
});

test('what is damaged or missing is not shown, and nothing else suffers', async () => {
  writeFileSync(join(run, 'config.json'), '{ half');
  writeFileSync(join(run, 'status.json'), '{"status":"asleep"}');
  writeFileSync(join(run, 'metrics.json'), '[1]');
  writeFileSync(join(run, 'previews.csv'), 'a,b\nx,y\n3,NaN\n4,0.5\n');
  writeFileSync(join(run, 'log.csv'), `${HEADER}nonsense\n${line(1)}1,2\n`);
  const [damaged] = await view();
  expect(damaged).toMatchObject({
    status: 'unknown',
    message: `${join(run, 'config.json')} cannot be read`,
    previews: [
      { step: 3, pixelError: null },
      { step: 4, pixelError: 0.5 },
    ],
    scores: {},
    log: { steps: [1] },
  });
  rmSync(join(run, 'log.csv'));
  mkdirSync(join(run, 'log.csv'));
  expect((await view('{"1":"x"}' as never))[0]!.log.steps).toEqual([]);
});

test('a picture is given as it is, under a version that changes with it', async () => {
  writeFileSync(join(run, 'figures/preview.png'), 'one');
  const [first] = await view();
  expect(first!.pictures.map(({ name }) => name)).toEqual(['preview']);
  expect(await ask(`/picture/${first!.id}/preview`)).toMatchObject({ code: 200, body: 'one' });
  writeFileSync(join(run, 'figures/preview.png'), 'another');
  expect((await view())[0]!.pictures[0]!.version).not.toBe(first!.pictures[0]!.version);
});

test('a port that is taken: one line; the usual one gives way', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => blocker.once('listening', resolve));
  const { port } = blocker.address() as AddressInfo;
  await expect(serveDashboard([run], port)).rejects.toThrow(
    `port ${port} is taken; choose another --port, or 0 for any that is free`,
  );
  blocker.close();
  const [one, two] = [await serveDashboard([run], undefined), await serveDashboard([run], undefined)];
  expect(one.url).not.toBe(two.url);
  await Promise.all([one.close(), two.close()]);
});
