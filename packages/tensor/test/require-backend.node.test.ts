import { removeBackend } from '@tensorflow/tfjs-core';
import { imageFromArray, labelFromArray, requireBackend, weightFromArray } from '@unet/tensor';
import { expect, test } from 'vitest';

const plane = { height: 1, width: 1 };

// Nothing has imported a backend in this file.
test.each([
  ['program', () => requireBackend('program')],
  ['imageFromArray', () => imageFromArray({ ...plane, channels: 1, data: new Float32Array(1) })],
  ['labelFromArray', () => labelFromArray({ ...plane, data: new Int32Array(1) })],
  ['weightFromArray', () => weightFromArray({ ...plane, data: new Float32Array(1) })],
])('%s says what to do where there is no backend', (name, call) => {
  expect(call).toThrow(
    new Error(
      `${name}: a TensorFlow.js backend must be there first: import one, such as @tensorflow/tfjs-backend-cpu, or await initBackend() of @unet/backends`,
    ),
  );
});

test('a backend that is registered, and not started yet, will do', async () => {
  await import('@tensorflow/tfjs-backend-cpu');
  expect(() => requireBackend('program')).not.toThrow();
  removeBackend('cpu');
});
