import { describe, expect, test } from 'vitest';
import type { Probes } from '../src/engine/probe-backends.ts';
import type { ProbeResult } from '../src/engine/probe-worker.ts';
import type { StartedBackend } from '../src/engine/start-backend.ts';
import { fastestBackend } from '../src/segment/chosen-backend.ts';

const backend = {} as StartedBackend;

function measured(tinyStepSeconds: number, operationsPerSecond: number): ProbeResult {
  return { works: true, backend, speed: { tinyStepSeconds, rates: [{ operations: 1e9, operationsPerSecond }] } };
}

describe('fastestBackend', () => {
  const small = { depth: 2, baseWidth: 2 };
  const large = { depth: 4, baseWidth: 64 };

  test('is the one that runs everywhere until one has been measured', () => {
    expect(fastestBackend({}, large)).toBe('simd');
    expect(fastestBackend({ webgl: 'probing', webgpu: { works: false, reason: 'no GPU' } }, large)).toBe('simd');
    // A GPU that is emulated is not measured.
    expect(fastestBackend({ webgl: { works: true, backend, speed: undefined } }, large)).toBe('simd');
  });

  test('depends on the network: a GPU that starts slowly gains on large ones alone', () => {
    const known: Probes = { simd: measured(0.002, 5e10), webgpu: measured(0.05, 5e12) };
    expect(fastestBackend(known, small)).toBe('simd');
    expect(fastestBackend(known, large)).toBe('webgpu');
  });
});
