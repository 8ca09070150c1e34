const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'there is a file where a folder is needed',
  EISDIR: 'is a folder, not a file',
  EMFILE: 'too many open files',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'there is a file where a folder is needed',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
};

/**
 * What an error of the file system means, in a few words: `no space left on the device` for ENOSPC.
 * @returns undefined for an error that is not the file system's, or that is too rare to have words here
 */
export function systemReason(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? reasons[String(error.code)] : undefined;
}
