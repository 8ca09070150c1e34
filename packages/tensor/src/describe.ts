/** Names a value for an error message in a few words: `[3,4] int32 tensor`, `5`, `"abc"`, `Float32Array(6)`, `undefined`. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  if ('shape' in value && 'dtype' in value) return `[${String(value.shape)}] ${String(value.dtype)} tensor`;
  const name = value.constructor?.name ?? 'object';
  return 'length' in value ? `${name}(${String(value.length)})` : name;
}
