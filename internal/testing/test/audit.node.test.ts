import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { auditProblems, readAuditReport } from '../../scripts/audit-report.mjs';
import { NOT_DONE } from '../../scripts/outcome.mjs';

const page = 'https://github.com/advisories/';

describe('readAuditReport', () => {
  const via = (severity: string) => ({ source: 1, name: 'a', title: 'leaks', url: `${page}${severity}`, severity });

  test('gives what is high or critical, each once, and not who depends on it', () => {
    const report = {
      auditReportVersion: 2,
      vulnerabilities: {
        a: { via: [via('high'), via('high'), via('moderate'), via('critical')] },
        b: { via: ['a'] },
      },
    };
    expect(readAuditReport(JSON.stringify(report))).toEqual({
      advisories: [
        { package: 'a', severity: 'high', title: 'leaks', url: `${page}high` },
        { package: 'a', severity: 'critical', title: 'leaks', url: `${page}critical` },
      ],
    });
  });

  test.each([
    [
      JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405, error: { summary: '' } }),
      '405 Method Not Allowed',
    ],
    [JSON.stringify({ error: { code: 'ENOLOCK', summary: 'no lock file' } }), 'no lock file'],
    ['{}', 'npm printed no report'],
    ['npm error network\nmore', 'npm error network'],
    ['', 'npm printed nothing'],
  ])('%j is no answer', (output, unanswered) => {
    expect(readAuditReport(output)).toEqual({ unanswered });
  });
});

describe('auditProblems', () => {
  const library = { package: 'library', severity: 'high', title: 'leaks', url: `${page}1` };
  const tool = { package: 'tool', severity: 'critical', title: 'runs', url: `${page}2` };

  test('says whom an advisory concerns', () => {
    expect(auditProblems([library], [library, tool], [])).toEqual([
      `users install: library, high: leaks (${page}1)`,
      `our tools: tool, critical: runs (${page}2)`,
    ]);
  });

  test('what concerns our tools can be accepted, what users install cannot', () => {
    const accepted = [tool, library].map(({ url }) => ({ advisory: url, reason: 'not reached' }));
    expect(auditProblems([library], [library, tool], accepted)).toEqual([
      `users install: library, high: leaks (${page}1)`,
      `nothing needs the acceptance of ${page}1`,
    ]);
  });
});

describe('check:audit', () => {
  const script = fileURLToPath(new URL('../../scripts/check-audit.mjs', import.meta.url));

  /** Runs the script against a registry that answers with `advisories`, or with an error if there are none. */
  async function check(advisories?: Record<string, object[]>) {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        if (request.method !== 'POST' || advisories === undefined) {
          response.writeHead(request.method === 'POST' ? 405 : 404).end('{}');
          return;
        }
        const body = Buffer.concat(chunks);
        const asked = JSON.parse(String(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body));
        const answer = Object.entries(advisories).filter(([name]) => name in asked);
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(Object.fromEntries(answer)));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_fetch_retries: '0' };
    try {
      return await new Promise<{ code: number; output: string }>((resolve) => {
        execFile(process.execPath, [script], { env }, (error, standardOutput, standardError) => {
          resolve({ code: Number(error?.code ?? 0), output: standardOutput + standardError });
        });
      });
    } finally {
      server.close();
    }
  }

  const advisory = (number: number, severity: string) => [
    {
      id: number,
      url: `${page}${number}`,
      title: 'leaks',
      severity,
      vulnerable_versions: '*',
      cwe: [],
      cvss: { score: 9 },
    },
  ];

  test('fails over what users install, peers included, and over tools; not over what is moderate', async () => {
    const { code, output } = await check({
      fflate: advisory(1, 'moderate'),
      '@tensorflow/tfjs-core': advisory(2, 'high'),
      assemblyscript: advisory(3, 'critical'), // a published package is made with it
    });
    expect(code, output).toBe(1);
    expect(output).toContain(`users install: @tensorflow/tfjs-core, high: leaks (${page}2)`);
    expect(output).toContain(`our tools: assemblyscript, critical: leaks (${page}3)`);
    expect(output).not.toContain('fflate');
  });

  test('passes where the registry knows of nothing', async () => {
    expect(await check({})).toEqual({ code: 0, output: 'No high or critical advisories.\n' });
  });

  test('does not pass where the registry does not answer', async () => {
    const { code, output } = await check();
    expect(code).toBe(NOT_DONE);
    expect(output).toContain('NOT AUDITED');
    expect(output).toContain('405');
  });
});
