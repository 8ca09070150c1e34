import { estimateStep } from '@unet/run/arrays';
import { describe, expect, test } from 'vitest';
import { fastestBackend, stepSeconds } from '../src/engine/fastest-backend.ts';
import type { Probes } from '../src/engine/probe-backends.ts';
import type { ProbeResult } from '../src/engine/probe-worker.ts';
import type { StartedBackend } from '../src/engine/start-backend.ts';

const backend = {} as StartedBackend;

function measured(tinyStepSeconds: number, operationsPerSecond: number): ProbeResult {
  return { works: true, backend, speed: { tinyStepSeconds, rates: [{ operations: 1e9, operationsPerSecond }] } };
}

describe('fastestBackend', () => {
  const small = { depth: 2, baseWidth: 2 };
  const large = { depth: 4, baseWidth: 64 };

  test('is the one that runs everywhere until one has been measured', () => {
    expect(fastestBackend({}, large, 316)).toBe('simd');
    expect(fastestBackend({ webgl: 'probing', webgpu: { works: false, reason: 'no GPU' } }, large, 316)).toBe('simd');
    // A GPU that is emulated is not measured.
    expect(fastestBackend({ webgl: { works: true, backend, speed: undefined } }, large, 316)).toBe('simd');
  });

  test('depends on the network: a GPU that starts slowly gains on large ones alone', () => {
    const known: Probes = { simd: measured(0.002, 5e10), webgpu: measured(0.05, 5e12) };
    expect(fastestBackend(known, small, 316)).toBe('simd');
    expect(fastestBackend(known, large, 316)).toBe('webgpu');
  });

  test('and on its input', () => {
    const known: Probes = { simd: measured(0.0001, 5e10), webgpu: measured(0.05, 5e12) };
    expect(fastestBackend(known, { depth: 2, baseWidth: 16 }, 60)).toBe('simd');
    expect(fastestBackend(known, { depth: 2, baseWidth: 16 }, 572)).toBe('webgpu');
  });
});

test('a step takes what was measured, and nothing is known of what was not', () => {
  const network = { depth: 2, baseWidth: 2 };
  const speed = { tinyStepSeconds: 0.002, rates: [{ operations: 1e9, operationsPerSecond: 5e10 }] };
  expect(stepSeconds({ simd: measured(0.002, 5e10) }, 'simd', network, 316)).toBe(estimateStep(speed, network, 316));
  expect(stepSeconds({}, 'simd', network, 316)).toBeUndefined();
  expect(stepSeconds({ webgl: 'probing' }, 'webgl', network, 316)).toBeUndefined();
  expect(stepSeconds({ webgl: { works: false, reason: 'no GPU' } }, 'webgl', network, 316)).toBeUndefined();
});
