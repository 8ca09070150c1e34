import { expect, it } from '@jest/globals';
import { segmentInNode } from './shared/node.js';

it('segments on each backend that is installed', async () => {
  expect(await segmentInNode()).toMatch(/^simd, the fastest that works here; tensorflow-gpu is not installed/);
}, 60_000);
