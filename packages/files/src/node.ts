export { type AtomicFile, openFileAtomic } from './open-file-atomic.ts';
export { temporaryTarget } from './temporary-name.ts';
export { writeFileAtomic } from './write-file-atomic.ts';
