export { type AtomicFile, openFileAtomic } from './open-file-atomic.ts';
export { removeLeftovers, temporaryTarget } from './temporary-name.ts';
export { writeFileAtomic } from './write-file-atomic.ts';
