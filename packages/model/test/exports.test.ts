import * as model from '@unet/model';
import { expect, test } from 'vitest';

test('the public names of @unet/model', () => {
  expect(Object.keys(model).sort()).toMatchInlineSnapshot(`
    [
      "ModelFileError",
      "applySymmetry",
      "checkInputSize",
      "completeConfig",
      "convolution",
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
      "undoSymmetry",
      "upConvolution",
      "weightedCrossEntropy",
    ]
  `);
});
