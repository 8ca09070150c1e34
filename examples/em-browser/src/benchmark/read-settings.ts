import type { Settings } from './report.ts';

const backends: readonly string[] = ['webgpu', 'webgl', 'simd'] satisfies Settings['backend'][];

/**
 * Reads settings from the names and values of a form, or of a page's address.
 * @throws RangeError for a value that is out of range
 */
export function readSettings(values: URLSearchParams): Settings {
  const backend = values.get('backend') ?? 'webgpu';
  if (!backends.includes(backend)) {
    throw new RangeError(`readSettings: backend must be one of ${backends.join(', ')}, got ${backend}`);
  }
  return {
    backend: backend as Settings['backend'],
    baseWidth: integer(values, 'base', 0, 8),
    inputSize: integer(values, 'input-size', 1, 188),
    runs: integer(values, 'runs', 1, 3),
    wide: values.has('wide'),
  };
}

function integer(values: URLSearchParams, name: string, least: number, fallback: number): number {
  const text = values.get(name);
  const value = text === null ? fallback : Number(text);
  if (!(Number.isSafeInteger(value) && value >= least)) {
    throw new RangeError(`readSettings: ${name} must be an integer >= ${least}, got ${text}`);
  }
  return value;
}
