import { createRequire } from 'node:module';
import { version_core } from '@tensorflow/tfjs-core';

const require = createRequire(import.meta.url);
const packages = [
  '@unet/augment',
  '@unet/backend-simd',
  '@unet/metrics',
  '@unet/model',
  '@unet/run',
  '@unet/trainer',
  '@unet/weight-map',
];

/** What a result depends on besides its settings. */
export const versions: Readonly<Record<string, string>> = {
  node: process.versions.node,
  '@tensorflow/tfjs-core': version_core,
  ...Object.fromEntries(packages.map((name) => [name, require(`${name}/package.json`).version as string])),
};
