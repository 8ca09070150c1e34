import * as model from '@unet/model';
import * as arrays from '@unet/model/arrays';
import { expect, test } from 'vitest';

test('the public names of @unet/model', () => {
  expect(Object.keys(model).sort()).toMatchInlineSnapshot(`
    [
      "ModelFileError",
      "applySymmetry",
      "checkInputSize",
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
      "forward",
      "initialiseParameters",
      "inputSizeFor",
      "largestInputSize",
      "loadUNet",
      "makeParameters",
      "margin",
      "maxPool",
      "outputSize",
      "paperConfig",
      "parameterCount",
      "parameterShapes",
      "readParameters",
      "saveUNet",
      "segment",
      "segmentArray",
      "sizeStep",
      "squareSymmetries",
      "summary",
      "trainingMemory",
      "undoSymmetry",
      "upConvolution",
      "weightedCrossEntropy",
    ]
  `);
});

test('the public names of @unet/model/arrays, all of them also in the main entry', () => {
  expect(Object.keys(arrays).sort()).toMatchInlineSnapshot(`
    [
      "checkInputSize",
      "completeConfig",
      "inputSizeFor",
      "largestInputSize",
      "margin",
      "outputSize",
      "paperConfig",
      "parameterCount",
      "parameterShapes",
      "sizeStep",
      "trainingMemory",
    ]
  `);
  expect(model).toMatchObject({ ...arrays });
});
