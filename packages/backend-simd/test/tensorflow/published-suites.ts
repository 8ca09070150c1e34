import * as tf from '@tensorflow/tfjs-core';
import '@unet/backend-simd';
import { expect, test } from 'vitest';
import { simdKernels } from '../../src/kernels/index.ts';
import { type Chosen, chosen } from './chosen.ts';
import { installJasmine, registeredSpecs } from './jasmine-globals.ts';

/** Specs of TensorFlow.js 4.22.0. All of them pass; with another version the number changes. */
const SPECS = 3546;

/** Kernels that no operation of TensorFlow.js calls: it composes logSoftmax of others. */
const UNCALLED = ['LogSoftmax'];

// Before the suites, which the bundle registers next.
installJasmine();
const unused = watchKernels();

/** Says what the suites run on, and what must hold after them. */
export function runOn(wanted: Chosen): void {
  Object.assign(chosen, wanted);

  test('none of the published specs is missing', () => {
    expect(registeredSpecs()).toBe(SPECS);
  });

  test('they used every kernel that this package has for an operation of TensorFlow.js', () => {
    expect([...unused]).toEqual(UNCALLED);
  });
}

/** Names of the kernels that are still to be called; those that TensorFlow.js does not know are not among them. */
function watchKernels(): Set<string> {
  const waiting = new Set(simdKernels.map(({ kernelName }) => kernelName).filter((name) => name in tf));
  for (const name of waiting) {
    const registration = tf.getKernel(name, 'simd');
    const { kernelFunc } = registration;
    registration.kernelFunc = (parameters) => {
      waiting.delete(name);
      return kernelFunc(parameters);
    };
  }
  return waiting;
}
