/**
 * Names a value for an error message in a few words: `[3,4] int32 tensor`, `5`, `"abc"`, `Float32Array(6)`, `Array(2)`,
 * `function`, `undefined`. Never throws, never prints what the value holds beyond 60 characters of a string.
 */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (typeof value === 'function') return 'function';
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return String(value);
  if ('shape' in value && 'dtype' in value) return `[${String(value.shape)}] ${String(value.dtype)} tensor`;
  const name = value.constructor?.name ?? 'Object';
  return 'length' in value ? `${name}(${String(value.length)})` : name;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
