export { FileError } from './file-error.ts';
export { systemReason } from './system-reason.ts';
export { writeFileAtomic } from './write-file-atomic.ts';
