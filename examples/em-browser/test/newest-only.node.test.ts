import { expect, test } from 'vitest';
import { newestOnly } from '../src/look/newest-only.ts';

/** Tasks that end when they are told to, and the names of those that were started. */
function controlled() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const task = (name: string) => () => {
    started.push(name);
    return new Promise<void>((resolve) => ends.set(name, resolve));
  };
  const end = async (name: string): Promise<void> => {
    ends.get(name)!();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { started, task, end };
}

test('one task at a time, then the newest of those that came meanwhile', async () => {
  const { started, task, end } = controlled();
  const run = newestOnly();
  for (const name of ['a', 'b', 'c', 'd']) run(task(name));
  expect(started).toEqual(['a']);
  await end('a');
  expect(started).toEqual(['a', 'd']);
  run(task('e'));
  expect(started).toEqual(['a', 'd']);
  await end('d');
  expect(started).toEqual(['a', 'd', 'e']);
});

test('begins at once again after a rest', async () => {
  const { started, task, end } = controlled();
  const run = newestOnly();
  run(task('a'));
  await end('a');
  run(task('b'));
  expect(started).toEqual(['a', 'b']);
});
