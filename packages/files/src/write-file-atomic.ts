import { openFileAtomic } from './open-file-atomic.ts';

/**
 * Writes a file whole or not at all: into a temporary file beside it, which is flushed to the disk and then renamed. Readers of
 * `path` see the old bytes or the new ones. On failure (a full disk, say) the temporary file is removed and the old file
 * stays; after a power cut or a killed process a file `path.<uuid>.tmp` may be left. Parent folders are made. A
 * symbolic link stays one, and an old file's permissions are kept.
 * @throws FileError that names the path; TypeError unless `path` is a string and `bytes` a Uint8Array
 * @example
 * await writeFileAtomic('results/weights.bin', bytes);
 */
export async function writeFileAtomic(path: string, bytes: Uint8Array): Promise<void> {
  if (typeof path !== 'string') throw new TypeError(`writeFileAtomic: path must be a string, got ${typeof path}`);
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`writeFileAtomic: bytes must be a Uint8Array, got ${typeof bytes}`);
  }
  const file = await openFileAtomic(path);
  try {
    await file.write(bytes, 0);
    await file.commit();
  } finally {
    await file.abandon();
  }
}
