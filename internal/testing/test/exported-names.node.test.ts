import { exportedNames } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { namesIn } from '../src/exported-names.ts';

test('names values and types of every kind of statement, the types after the values', () => {
  const source = `
    // export const commented = 1;
import { hidden } from './hidden.ts';
export type { Zebra, Apple } from './types.ts';
export { type Mixed, pear, banana as plantain } from './mixed.ts';
export {
  longName,
  type LongType,
} from './long.ts';
export async function readAll(path: string): Promise<void> {}
export const constant: number = 1;
export class Kind {}
export interface Face {
  readonly nose: number;
}
export type Alias = { readonly eye: number };
function local() {}
`;
  expect(namesIn(source)).toEqual([
    'Kind',
    'constant',
    'longName',
    'pear',
    'plantain',
    'readAll',
    'type Alias',
    'type Apple',
    'type Face',
    'type LongType',
    'type Mixed',
    'type Zebra',
  ]);
});

test.each(["export * from './all.ts';", 'export default 1;', "export * as names from './all.ts';"])(
  'refuses what hides names: %s',
  (statement) => {
    expect(() => namesIn(statement)).toThrow(`no names can be read from "${statement}"`);
  },
);

test('reads the entry of a package', () => {
  expect(exportedNames('files')).toContain('type FilePlace');
  expect(exportedNames('tensor', 'arrays')).toContain('createRandom');
  expect(() => exportedNames('tensor', 'absent')).toThrow('ENOENT');
});
