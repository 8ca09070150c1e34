import * as main from '@unet/backends';
import { expect, it } from 'vitest';

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
