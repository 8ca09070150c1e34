export { classProbability, mostProbableClass } from './class-maps.ts';
export type { UNetConfig } from './config.ts';
export { paperConfig } from './config.ts';
export type { FCNArchitecture, FCNConfig } from './fcn-config.ts';
export { paperFCNConfig } from './fcn-config.ts';
export type { DeviceFit, FitToDeviceOptions } from './fit-to-device.ts';
export { fitToDevice } from './fit-to-device.ts';
export type { FitsDeviceOptions, MemoryLimits } from './fits-device.ts';
export { fitsDevice } from './fits-device.ts';
export type { ForwardOptions } from './forward.ts';
export { forward } from './forward.ts';
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
export type { BorrowedNetwork, CreateNetworkOptions, FCN, Network } from './network.ts';
export { createNetwork } from './network.ts';
export type { NetworkConfig, PartialFCNConfig, PartialNetworkConfig } from './network-config.ts';
export { completeConfig } from './network-config.ts';
export type { BackendPolicy } from './ops/backend-policy.ts';
export { backendPolicy, registerBackendPolicy } from './ops/backend-policy.ts';
export type { ConvolutionOptions } from './ops/convolution.ts';
export { convolution } from './ops/convolution.ts';
export type { ConvolutionGradientOptions } from './ops/convolution-gradients.ts';
export { convolutionFilterGradient, convolutionInputGradient } from './ops/convolution-gradients.ts';
export { cropAndAdd } from './ops/crop-and-add.ts';
export { cropAndConcatenate } from './ops/crop-and-concatenate.ts';
export type { DropoutOptions } from './ops/dropout.ts';
export { dropout } from './ops/dropout.ts';
export type { GradientKernel, OwnKernel } from './ops/kernel-names.ts';
export { maxPool } from './ops/max-pool.ts';
export type { Padding } from './ops/padding.ts';
export type { TransposedConvolutionOptions } from './ops/transposed-convolution.ts';
export { transposedConvolution } from './ops/transposed-convolution.ts';
export type { UpConvolutionOptions } from './ops/up-convolution.ts';
export { upConvolution } from './ops/up-convolution.ts';
export { weightedCrossEntropy } from './ops/weighted-cross-entropy.ts';
export { makeParameters, readParameters } from './parameter-arrays.ts';
export { parameterCount, parameterShapes } from './parameter-shapes.ts';
export type { Parameters } from './parameters.ts';
export type { PlanSegmentationOptions } from './plan-segmentation.ts';
export { planSegmentation } from './plan-segmentation.ts';
export type { RowsOfImage } from './rows-of-image.ts';
export type { NamedArray, SafetensorsContent } from './safetensors.ts';
export { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
export { segment } from './segment.ts';
export type { Segmentation, SegmentationArrays, SegmentOptions, SegmentOutput } from './segment-options.ts';
export { type SegmentRowsOptions, segmentRows } from './segment-rows.ts';
export type { SegmentationInputSizeOptions } from './segmentation-input-size.ts';
export { segmentationInputSize } from './segmentation-input-size.ts';
export type { SummaryOptions } from './summary.ts';
export { summary } from './summary.ts';
export type { BorrowedUNet, UNet } from './unet.ts';
export { createUNet, disposeUNet } from './unet.ts';
export { encodeUNet, loadNetwork, loadUNet } from './unet-file.ts';
