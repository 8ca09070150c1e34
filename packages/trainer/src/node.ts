export type { CheckpointFile, CheckpointFolder, CheckpointFolderOptions } from './checkpoints/checkpoint-folder.ts';
export { createCheckpointFolder } from './checkpoints/checkpoint-folder.ts';
