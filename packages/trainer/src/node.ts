export type { CheckpointFile, CheckpointFolder } from './checkpoint-folder.ts';
export { createCheckpointFolder } from './checkpoint-folder.ts';
