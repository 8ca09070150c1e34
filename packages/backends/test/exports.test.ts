import * as main from '@unet/backends';
import { expect, it } from 'vitest';
import * as browser from '../src/browser.ts';

it('exports these names', () => {
  expect(Object.keys(main).sort()).toMatchInlineSnapshot(`
    [
      "BackendError",
      "availableBackends",
      "compileAhead",
      "defaultBackends",
      "deviceLimits",
      "initBackend",
      "onDeviceLost",
    ]
  `);
});

it('exports the same names for browsers', () => {
  expect(Object.keys(browser).sort()).toEqual(Object.keys(main).sort());
});
