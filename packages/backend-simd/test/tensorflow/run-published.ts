import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@unet/backend-simd';
import { expect, test } from 'vitest';
import { simdKernels } from '../../src/kernels/index.ts';
import { type Chosen, chosen } from './chosen.ts';
import { installJasmine, registeredSpecs } from './jasmine-globals.ts';

const dist = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-core'));

/** Specs of TensorFlow.js 4.22.0. All of them pass; with another version the number changes. */
const SPECS = 3546;

/** Kernels that no operation of TensorFlow.js calls: it composes logSoftmax of others. */
const UNCALLED = ['LogSoftmax'];

/** Registers the suites that TensorFlow.js publishes of its operations, optimisers and gradients, and what must hold after them. */
export async function runPublished(wanted: Chosen): Promise<void> {
  Object.assign(chosen, wanted);
  installJasmine();
  const unused = watchKernels();
  await import(join(dist, 'register_all_gradients.js'));
  await import(join(dist, 'public/chained_ops/register_all_chained_ops.js'));
  for (const file of suites()) await import(join(dist, file));

  test('none of the published specs is missing', () => {
    expect(registeredSpecs()).toBe(SPECS);
  });

  test('they used every kernel that this package has for an operation of TensorFlow.js', () => {
    expect([...unused]).toEqual(UNCALLED);
  });
}

function suites(): string[] {
  const ofOperations = ['ops', 'optimizers'].flatMap((folder) =>
    readdirSync(join(dist, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  return [...ofOperations.filter((name) => name.endsWith('_test.js')).sort(), 'gradients_test.js', 'variable_test.js'];
}

/** Names of the kernels that are still to be called; those that TensorFlow.js does not know are not among them. */
function watchKernels(): Set<string> {
  const unused = new Set(simdKernels.map(({ kernelName }) => kernelName).filter((name) => name in tf));
  for (const name of unused) {
    const registration = tf.getKernel(name, 'simd');
    const { kernelFunc } = registration;
    registration.kernelFunc = (parameters) => {
      unused.delete(name);
      return kernelFunc(parameters);
    };
  }
  return unused;
}
