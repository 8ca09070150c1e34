import { exportedNames } from '@unet-internal/testing';
import { expect, test } from 'vitest';

test('the public names of @unet/model', () => {
  expect(exportedNames('model')).toMatchInlineSnapshot(`
    [
      "backendPolicy",
      "classProbability",
      "completeConfig",
      "convolution",
      "convolutionFilterGradient",
      "convolutionInputGradient",
      "createNetwork",
      "createUNet",
      "cropAndAdd",
      "cropAndConcatenate",
      "decodeSafetensors",
      "disposeUNet",
      "dropout",
      "encodeSafetensors",
      "encodeUNet",
      "fitToDevice",
      "fitsDevice",
      "forward",
      "inputSizeFor",
      "largestInputSize",
      "legalInputSizes",
      "loadNetwork",
      "loadUNet",
      "makeParameters",
      "margin",
      "maxPool",
      "mostProbableClass",
      "nearestInputSizes",
      "outputSize",
      "paperConfig",
      "paperFCNConfig",
      "paperInputSize",
      "parameterCount",
      "parameterShapes",
      "planSegmentation",
      "readParameters",
      "registerBackendPolicy",
      "segment",
      "segmentRows",
      "segmentationInputSize",
      "segmentationMemory",
      "sizeStep",
      "summary",
      "trainingMemory",
      "transposedConvolution",
      "upConvolution",
      "weightedCrossEntropy",
      "type BackendPolicy",
      "type BorrowedNetwork",
      "type BorrowedUNet",
      "type ConvolutionGradientOptions",
      "type ConvolutionOptions",
      "type CreateNetworkOptions",
      "type DeviceFit",
      "type DropoutOptions",
      "type FCN",
      "type FCNArchitecture",
      "type FCNConfig",
      "type FitToDeviceOptions",
      "type FitsDeviceOptions",
      "type ForwardOptions",
      "type GradientKernel",
      "type LargestInputSizeOptions",
      "type LegalInputSizesOptions",
      "type MemoryEstimate",
      "type MemoryLimits",
      "type MemoryOptions",
      "type NamedArray",
      "type Network",
      "type NetworkConfig",
      "type OwnKernel",
      "type Padding",
      "type Parameters",
      "type PartialFCNConfig",
      "type PartialNetworkConfig",
      "type PlanSegmentationOptions",
      "type RowsOfImage",
      "type SafetensorsContent",
      "type SegmentOptions",
      "type SegmentOutput",
      "type SegmentRowsOptions",
      "type Segmentation",
      "type SegmentationArrays",
      "type SegmentationInputSizeOptions",
      "type SegmentationMemoryOptions",
      "type SummaryOptions",
      "type TensorSize",
      "type TrainingMemoryOptions",
      "type TransposedConvolutionOptions",
      "type UNet",
      "type UNetConfig",
      "type UpConvolutionOptions",
    ]
  `);
});

test('the public names of @unet/model/arrays, all of them also in the main entry', () => {
  const names = exportedNames('model', 'arrays');
  expect(names).toMatchInlineSnapshot(`
    [
      "classProbability",
      "completeConfig",
      "inputSizeFor",
      "largestInputSize",
      "legalInputSizes",
      "margin",
      "mostProbableClass",
      "nearestInputSizes",
      "outputSize",
      "paperConfig",
      "paperFCNConfig",
      "paperInputSize",
      "parameterCount",
      "parameterShapes",
      "planSegmentation",
      "segmentationInputSize",
      "sizeStep",
      "type FCNArchitecture",
      "type FCNConfig",
      "type LargestInputSizeOptions",
      "type LegalInputSizesOptions",
      "type NetworkConfig",
      "type Padding",
      "type PartialFCNConfig",
      "type PartialNetworkConfig",
      "type PlanSegmentationOptions",
      "type SegmentationInputSizeOptions",
      "type UNetConfig",
    ]
  `);
  expect(exportedNames('model')).toEqual(expect.arrayContaining(names));
});

test('the public names of @unet/model/node', () => {
  expect(exportedNames('model', 'node')).toMatchInlineSnapshot(`
    [
      "readNetwork",
      "readUNet",
      "writeUNet",
    ]
  `);
});

test('what other packages of this repository may use', () => {
  expect(exportedNames('model', 'internal')).toMatchInlineSnapshot(`
    [
      "checkInputSide",
      "checkInputSize",
      "checkOwned",
      "checkParameterArrays",
      "checkUNet",
      "handOver",
      "readConfig",
      "turnOfEventLoop",
      "wholeConfig",
    ]
  `);
});

test('and of the work on tensors', () => {
  expect(exportedNames('model', 'internal-tensors')).toMatchInlineSnapshot(`
    [
      "adamUpdate",
      "lossAndGradients",
      "momentumUpdate",
      "type AdamInputs",
      "type AdamSettings",
      "type MomentumInputs",
      "type MomentumSettings",
      "type Target",
    ]
  `);
});
