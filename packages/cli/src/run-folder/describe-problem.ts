import type { ZodError } from 'zod';

/** What the schema's names of types are called. */
const typeWords: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

const boundWords: Readonly<Record<string, string>> = {
  '>=': 'must be at least ',
  '>': 'must be more than ',
  '<=': 'must be at most ',
  '<': 'must be less than ',
};

/** The first problem that a schema has found, in one line: the field, what it must be, what came. */
export function describeProblem(error: ZodError, value: unknown, known: readonly string[]): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'is not valid';
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const near = nearest(key, known);
    const within = field === '' ? '' : ` in ${field}`;
    return `there is no "${key}"${within}${near === undefined ? '' : `; did you mean "${near}"?`}`;
  }
  const got = issue.path.reduce<unknown>(
    (inner, step) => (inner as Record<PropertyKey, unknown> | undefined)?.[step],
    value,
  );
  const expected = issue.message
    .replace(/^Invalid (input|option): expected /, 'must be ')
    .replace(/^Too (?:small|big): expected \w+ to be (>=|>|<=|<)/, (_, bound: string) => boundWords[bound]!)
    .replace(/, received .*$/, '')
    .replace(/\b(int|number|string|boolean|object|array)\b/, (name) => typeWords[name]!);
  return `${field === '' ? 'the file' : field} ${/^must/.test(expected) ? expected : `must be valid (${expected})`}, got ${JSON.stringify(got) ?? 'nothing'}`;
}

/** The name that differs from `word` in the fewest letters, if it is near. */
function nearest(word: string, names: readonly string[]): string | undefined {
  const ranked = names.map((name) => ({ name, distance: editDistance(word.toLowerCase(), name.toLowerCase()) }));
  const [best] = ranked.sort((left, right) => left.distance - right.distance);
  return best !== undefined && best.distance <= Math.max(2, word.length / 3) ? best.name : undefined;
}

/** Letters to insert, delete or replace (Levenshtein 1966). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, replaced));
    }
    row = next;
  }
  return row.at(-1)!;
}
