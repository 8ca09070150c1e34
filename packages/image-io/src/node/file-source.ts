import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { FileError } from '@unet/files';
import type { ByteSource } from '../byte-source.ts';

/** A file on the disk, of which only what is asked for is read. */
export interface FileSource extends ByteSource {
  close(): void;
}

/** Opens a file; errors are those of the file system. */
export function openFileSource(path: string): FileSource {
  const file = openSync(path, 'r');
  return {
    length: fstatSync(file).size,
    read: (offset, count) => {
      const bytes = new Uint8Array(count);
      for (let done = 0; done < count; ) {
        const read = readSync(file, bytes, done, count - done, offset + done);
        if (read === 0) throw new FileError('file became shorter while it was read');
        done += read;
      }
      return bytes;
    },
    close: () => closeSync(file),
  };
}
