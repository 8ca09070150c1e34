export { temporaryTarget } from './temporary-name.ts';
export { writeFileAtomic } from './write-file-atomic.ts';
