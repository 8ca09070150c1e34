/** Where two JSON values differ first. */
export interface Difference {
  /** Names of the fields from the outside in, joined by dots; empty for the values themselves. */
  readonly path: string;
  readonly left: unknown;
  readonly right: unknown;
}

/**
 * The first place where two plain JSON values differ, or undefined where they are equal. A field that is undefined is absent;
 * the order of fields does not matter.
 * @example
 * firstDifference({ network: { depth: 3 } }, { network: { depth: 4 } }); // { path: 'network.depth', left: 3, right: 4 }
 */
export function firstDifference(left: unknown, right: unknown, path = ''): Difference | undefined {
  // JSON knows no -0, and reads it back as 0: they are the same setting.
  if (left === right || Object.is(left, right)) return undefined;
  if (!isObject(left) || !isObject(right) || Array.isArray(left) !== Array.isArray(right)) return { path, left, right };
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const inner = firstDifference(left[key], right[key], path === '' ? key : `${path}.${key}`);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
