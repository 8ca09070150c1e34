import { isDeepStrictEqual } from 'node:util';

/** Whether two values are the same in JSON, where what is undefined is absent. */
export function sameJson(left: unknown, right: unknown): boolean {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
  return isDeepStrictEqual(plain(left), plain(right));
}
