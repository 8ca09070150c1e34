import { systemReason } from './system-reason.ts';

/** A file that could not be written. The message is one line: `weights.bin: no space left on the device`. */
export class FileError extends Error {
  override readonly name = 'FileError';
  /** Path of the file, as the caller wrote it. */
  readonly file: string;

  constructor(file: string, cause: unknown) {
    const message = systemReason(cause) ?? (cause instanceof Error ? cause.message : String(cause));
    super(`${file}: ${message.replaceAll(/\s*[\r\n]+\s*/g, ' ')}`, { cause });
    this.file = file;
  }
}
