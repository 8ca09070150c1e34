import { expect, test } from 'vitest';
import { latest } from '../src/components/latest.ts';

/** Work that ends when it is told to, and the names of what was started. */
function controlled() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const run = latest((name: string) => {
    started.push(name);
    return new Promise<void>((resolve) => ends.set(name, resolve));
  });
  const end = async (name: string): Promise<void> => {
    ends.get(name)!();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { started, run, end };
}

test('one task at a time, then the newest of those that came meanwhile', async () => {
  const { started, run, end } = controlled();
  for (const name of ['a', 'b', 'c', 'd']) void run(name);
  expect(started).toEqual(['a']);
  await end('a');
  expect(started).toEqual(['a', 'd']);
  void run('e');
  expect(started).toEqual(['a', 'd']);
  await end('d');
  expect(started).toEqual(['a', 'd', 'e']);
});

test('begins at once again after a rest', async () => {
  const { started, run, end } = controlled();
  void run('a');
  await end('a');
  void run('b');
  expect(started).toEqual(['a', 'b']);
});

test('a call is answered when what it asked for, or something newer, is done', async () => {
  const { run, end } = controlled();
  const answered: string[] = [];
  for (const name of ['a', 'b', 'c']) void run(name).then(() => answered.push(name));
  await end('a');
  expect(answered).toEqual([]);
  await end('c');
  expect(answered.sort()).toEqual(['a', 'b', 'c']);
});

test('works again after a failure', async () => {
  const done: number[] = [];
  const run = latest(async (value: number) => {
    if (value === 1) throw new Error('no');
    done.push(value);
  });
  await expect(run(1)).rejects.toThrow('no');
  await run(2);
  expect(done).toEqual([2]);
});
