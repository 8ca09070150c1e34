import { exportedNames } from '@unet-internal/testing';
import { expect, test } from 'vitest';

test('the public names of @unet/model', () => {
  expect(exportedNames('model')).toMatchInlineSnapshot(`
    [
      "classProbability",
      "completeConfig",
      "convolution",
      "convolutionFilterGradient",
      "convolutionInputGradient",
      "createUNet",
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
      "loadUNet",
      "makeParameters",
      "margin",
      "maxPool",
      "mostProbableClass",
      "nearestInputSizes",
      "outputSize",
      "paperConfig",
      "paperInputSize",
      "parameterCount",
      "parameterShapes",
      "planSegmentation",
      "readParameters",
      "segment",
      "segmentationInputSize",
      "segmentationMemory",
      "sizeStep",
      "summary",
      "trainingMemory",
      "upConvolution",
      "weightedCrossEntropy",
      "type BorrowedUNet",
      "type ConvolutionGradientOptions",
      "type ConvolutionOptions",
      "type CreateUNetOptions",
      "type DeviceFit",
      "type DropoutOptions",
      "type FitToDeviceOptions",
      "type FitsDeviceOptions",
      "type ForwardOptions",
      "type LargestInputSizeOptions",
      "type LegalInputSizesOptions",
      "type MemoryEstimate",
      "type MemoryLimits",
      "type MemoryOptions",
      "type NamedArray",
      "type Padding",
      "type Parameters",
      "type PlanSegmentationOptions",
      "type SafetensorsContent",
      "type SegmentOptions",
      "type SegmentOutput",
      "type Segmentation",
      "type SegmentationArrays",
      "type SegmentationInputSizeOptions",
      "type SegmentationMemoryOptions",
      "type SummaryOptions",
      "type TensorSize",
      "type TrainingMemoryOptions",
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
      "fitToDevice",
      "fitsDevice",
      "inputSizeFor",
      "largestInputSize",
      "legalInputSizes",
      "margin",
      "mostProbableClass",
      "nearestInputSizes",
      "outputSize",
      "paperConfig",
      "paperInputSize",
      "parameterCount",
      "parameterShapes",
      "planSegmentation",
      "segmentationInputSize",
      "segmentationMemory",
      "sizeStep",
      "trainingMemory",
      "type DeviceFit",
      "type FitToDeviceOptions",
      "type FitsDeviceOptions",
      "type LargestInputSizeOptions",
      "type LegalInputSizesOptions",
      "type MemoryEstimate",
      "type MemoryLimits",
      "type MemoryOptions",
      "type Padding",
      "type PlanSegmentationOptions",
      "type SegmentationInputSizeOptions",
      "type SegmentationMemoryOptions",
      "type TensorSize",
      "type TrainingMemoryOptions",
      "type UNetConfig",
    ]
  `);
  expect(exportedNames('model')).toEqual(expect.arrayContaining(names));
});

test('the public names of @unet/model/node', () => {
  expect(exportedNames('model', 'node')).toMatchInlineSnapshot(`
    [
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
      "checkUNet",
      "handOver",
      "turnOfEventLoop",
      "wholeConfig",
    ]
  `);
});
