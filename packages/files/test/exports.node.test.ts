import { exportedNames } from '@unet-internal/testing';
import { expect, it } from 'vitest';

it('exports these names', () => {
  expect(exportedNames('files')).toMatchInlineSnapshot(`
    [
      "FileError",
      "placeError",
      "reasonOf",
      "type Bytes",
      "type FilePlace",
    ]
  `);
  expect(exportedNames('files', 'node')).toMatchInlineSnapshot(`
    [
      "openFileAtomic",
      "removeLeftovers",
      "temporaryTarget",
      "writeFileAtomic",
      "type AtomicFile",
    ]
  `);
});
