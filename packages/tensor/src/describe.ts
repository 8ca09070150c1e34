/**
 * Names a value for an error message in a few words: `[3,4] int32 tensor`, `5`, `"abc"`, `Float32Array(6)`, `Array(2)`,
 * `{ height, width, data }`, `function`, `undefined`. Never throws, never prints what the value holds beyond 60 characters of a string.
 */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (typeof value === 'function') return 'function';
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return String(value);
  if ('shape' in value && 'dtype' in value) return `[${String(value.shape)}] ${String(value.dtype)} tensor`;
  const name = value.constructor?.name ?? 'Object';
  if ('length' in value) return `${name}(${String(value.length)})`;
  return name === 'Object' ? shapeOf(value) : name;
}

/** The names of a plain object's fields, the first six: what is missing or too many is seen at once. */
function shapeOf(value: object): string {
  const names = Object.keys(value);
  if (names.length === 0) return '{}';
  return shorten(`{ ${names.slice(0, 6).join(', ')}${names.length > 6 ? ', ...' : ''} }`);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
