import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm } from '@resvg/resvg-wasm';
import { renderPng } from '@unet/figures/node';
import { expect, test } from 'vitest';
import { readPng } from './read-png.ts';

// In a file of its own: resvg is initialised once a process.
test('renderPng works in a program that has initialised resvg itself', async () => {
  const { resolve } = createRequire(import.meta.url);
  await initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const png = await renderPng('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>');
  expect(readPng(png)).toMatchObject({ width: 4, height: 3 });
});
