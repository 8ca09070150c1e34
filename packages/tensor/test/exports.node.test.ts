import { exportedNames } from '@unet-internal/testing';
import { expect, test } from 'vitest';

test('the names of @unet/tensor', () => {
  expect(exportedNames('tensor')).toMatchInlineSnapshot(`
    [
      "createRandom",
      "disposeSample",
      "imageFromArray",
      "imageFromPixels",
      "imageToArray",
      "labelFromArray",
      "labelToArray",
      "lift",
      "mirrorIndex",
      "requireBackend",
      "restoreRandom",
      "sampleFromArrays",
      "sampleToArrays",
      "weightFromArray",
      "weightToArray",
      "type Boundary",
      "type Image",
      "type ImageArray",
      "type ImageDataOptions",
      "type Label",
      "type LabelArray",
      "type LabelledSlice",
      "type LabelledSliceArrays",
      "type Lifted",
      "type PixelData",
      "type Pixels",
      "type Random",
      "type RandomState",
      "type Sample",
      "type SampleArrays",
      "type Size",
      "type TensorForm",
      "type Tensors",
      "type Weight",
      "type WeightArray",
    ]
  `);
});

test('the names of @unet/tensor/arrays', () => {
  expect(exportedNames('tensor', 'arrays')).toMatchInlineSnapshot(`
    [
      "createRandom",
      "imageFromImageData",
      "imageToImageData",
      "mirrorIndex",
      "restoreRandom",
      "type Boundary",
      "type ClampedPixels",
      "type FixedScaling",
      "type ImageArray",
      "type ImageDataOptions",
      "type LabelArray",
      "type LabelledSliceArrays",
      "type NoScaling",
      "type PercentileScaling",
      "type PixelData",
      "type Random",
      "type RandomState",
      "type SampleArrays",
      "type Scaling",
      "type Size",
      "type WeightArray",
      "type ZScoreScaling",
    ]
  `);
});

test('the names of @unet/tensor/internal', () => {
  expect(exportedNames('tensor', 'internal')).toMatchInlineSnapshot(`
    [
      "checkBoundary",
      "checkConnectivity",
      "checkCount",
      "checkFinite",
      "checkFiniteImage",
      "checkForm",
      "checkFraction",
      "checkFunction",
      "checkImage",
      "checkImageArray",
      "checkInteger",
      "checkLabel",
      "checkLabelArray",
      "checkList",
      "checkNotNegative",
      "checkObject",
      "checkOptions",
      "checkPositive",
      "checkRandom",
      "checkSameSize",
      "checkSample",
      "checkSampleArrays",
      "checkSampleSizes",
      "checkScaling",
      "checkSize",
      "checkSquare",
      "checkSwitch",
      "checkWeight",
      "checkWeightArray",
      "checkWord",
      "describe",
      "isTensor",
      "mirror",
      "place",
    ]
  `);
});
