export { classProbability, mostProbableClass } from './class-maps-of-arrays.ts';
export type { UNetConfig } from './config.ts';
export { completeConfig, paperConfig } from './config.ts';
export type { DeviceFit, FitToDeviceOptions } from './fit-to-device.ts';
export { fitToDevice } from './fit-to-device.ts';
export type { FitsDeviceOptions, MemoryLimits } from './fits-device.ts';
export { fitsDevice } from './fits-device.ts';
export { inputSizeFor, margin, outputSize, paperInputSize, sizeStep } from './geometry.ts';
export type { LargestInputSizeOptions, LegalInputSizesOptions } from './input-sizes.ts';
export { largestInputSize, legalInputSizes, nearestInputSizes } from './input-sizes.ts';
export type {
  MemoryEstimate,
  MemoryOptions,
  SegmentationMemoryOptions,
  TensorSize,
  TrainingMemoryOptions,
} from './memory/memory-estimate.ts';
export { segmentationMemory, trainingMemory } from './memory/memory-estimate.ts';
export type { Padding } from './ops/padding.ts';
export { parameterCount, parameterShapes } from './parameter-shapes.ts';
export type { PlanSegmentationOptions } from './plan-segmentation.ts';
export { planSegmentation } from './plan-segmentation.ts';
export type { SegmentationInputSizeOptions } from './segmentation-input.ts';
export { segmentationInputSize } from './segmentation-input.ts';
