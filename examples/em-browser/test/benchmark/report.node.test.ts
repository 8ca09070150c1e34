import { describe, expect, test } from 'vitest';
import { readSettings } from '../../src/benchmark/read-settings.ts';
import { blocksOf, headline, markdownTable, type Report, rowsOf } from '../../src/benchmark/report.ts';

const report: Report = {
  date: '2026-11-01T00:00:00.000Z',
  settings: { backend: 'webgl', baseWidth: 8, inputSize: 188, runs: 3, wide: true },
  platform: 'Node v20.20.2',
  device: 'SwiftShader',
  emulated: true,
  timings: [
    { block: 'down.0', operation: 'forward', stock: [30, 10, 20], ours: [4, 6] },
    { block: 'down.0', operation: 'filter gradient', stock: [900, 1000, 1100], ours: [250, 240, 999.6] },
    { block: '256 x 256', operation: 'forward', stock: [], ours: [0.25] },
  ],
};

describe('the table', () => {
  test('has medians, their range and ratios; sizes stand in the first row of a block', () => {
    expect(rowsOf(report)).toEqual([
      {
        block: 'down.0',
        shape: '188 x 188 x 1 -> 8 -> 8',
        operation: 'forward',
        stock: '20.0 ms (10.0 to 30.0)',
        ours: '5.0 ms (4.0 to 6.0)',
        ratio: '4.00',
      },
      {
        block: 'down.0',
        shape: '',
        operation: 'filter gradient',
        stock: '1000 ms (900 to 1100)',
        ours: '250 ms (240 to 1000)',
        ratio: '4.00',
      },
      {
        block: '256 x 256',
        shape: '258 x 258 x 64 -> 64',
        operation: 'forward',
        stock: '',
        ours: '0.3 ms (0.3 to 0.3)',
        ratio: '',
      },
    ]);
  });

  test('as Markdown', () => {
    const lines = markdownTable(rowsOf(report)).split('\n');
    expect(lines.slice(0, 2)).toEqual([
      '| block | sizes | operation | TensorFlow.js | ours | times as fast |',
      '| --- | --- | --- | --- | --- | --- |',
    ]);
    expect(lines[3]).toBe('| down.0 |  | filter gradient | 1000 ms (900 to 1100) | 250 ms (240 to 1000) | 4.00 |');
    expect(lines).toHaveLength(5);
  });

  test('its headline says what was measured on what', () => {
    expect(headline(report)).toBe(
      'webgl on SwiftShader, which is a program on the processor; Node v20.20.2; medians of 3 (smallest to largest)',
    );
    expect(headline({ ...report, emulated: false })).toMatch(/^webgl on SwiftShader; Node/);
    expect(headline({ ...report, device: undefined })).toMatch(/^webgl; Node/);
  });
});

test('settings say which blocks: the network, the wide one, or both', () => {
  const names = (values: Partial<Report['settings']>) =>
    blocksOf({ ...report.settings, ...values }).map(({ name }) => name);
  expect(names({})).toHaveLength(10);
  expect(names({}).at(-1)).toBe('256 x 256');
  expect(names({ wide: false })).not.toContain('256 x 256');
  expect(names({ baseWidth: 0 })).toEqual(['256 x 256']);
});

describe('readSettings', () => {
  test('reads an address or a form, with defaults', () => {
    expect(readSettings(new URLSearchParams('backend=webgl&base=16&input-size=316&runs=5&wide='))).toEqual({
      backend: 'webgl',
      baseWidth: 16,
      inputSize: 316,
      runs: 5,
      wide: true,
    });
    expect(readSettings(new URLSearchParams())).toEqual({
      backend: 'webgpu',
      baseWidth: 8,
      inputSize: 188,
      runs: 3,
      wide: false,
    });
  });

  test.each([
    ['backend=cuda', 'backend must be one of webgpu, webgl, simd, got cuda'],
    ['base=-1', 'base must be an integer >= 0, got -1'],
    ['runs=0', 'runs must be an integer >= 1, got 0'],
    ['input-size=x', 'input-size must be an integer >= 1, got x'],
  ])('refuses %s', (query, message) => {
    expect(() => readSettings(new URLSearchParams(query))).toThrow(new RangeError(`readSettings: ${message}`));
  });
});
