import * as files from '@unet/files';
import { expect, it } from 'vitest';

it('exports these names', () => {
  expect(Object.keys(files).sort()).toMatchInlineSnapshot(`
    [
      "FileError",
      "systemReason",
      "writeFileAtomic",
    ]
  `);
});
