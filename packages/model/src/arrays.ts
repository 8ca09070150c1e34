export type { UNetConfig } from './config.ts';
export { completeConfig, paperConfig } from './config.ts';
export { checkInputSize, inputSizeFor, largestInputSize, margin, outputSize, sizeStep } from './geometry.ts';
export type { TensorSize, TrainingMemory, TrainingMemoryOptions } from './memory/training-memory.ts';
export { trainingMemory } from './memory/training-memory.ts';
export type { Padding } from './ops/padding.ts';
export { parameterCount, parameterShapes } from './parameter-shapes.ts';
