import { memory } from '@tensorflow/tfjs-core';
import { onDeviceLost } from '@unet/backends';
import {
  classProbability,
  disposeUNet,
  loadUNet,
  parameterCount,
  segment,
  type UNet,
  type UNetConfig,
} from '@unet/model';
import type { ImageArray } from '@unet/tensor/arrays';
import { expose, transfer } from 'comlink';
import type { BackendName } from '../../engine/backend-name.ts';
import { DeviceLostError } from '../../engine/device-lost-error.ts';
import { type StartedBackend, startBackend } from '../../engine/start-backend.ts';

/** A network that is ready to segment, for people. */
export interface NetworkInfo {
  readonly config: UNetConfig;
  readonly parameters: number;
}

/** What is wanted of a segmentation. */
export interface SegmentRequest {
  readonly image: ImageArray;
  /** Averages over the eight symmetries of the square. */
  readonly symmetries: boolean;
}

/** A segmentation and what it took. */
export interface Segmentation {
  /** Of each class at each pixel; of two classes that of class 1 alone, which says all. */
  readonly probabilities: ImageArray;
  readonly milliseconds: number;
  readonly backend: StartedBackend;
  /** What the backend still holds afterwards: the network, and nothing else. */
  readonly tensors: number;
  readonly bytes: number;
}

let unet: UNet | undefined;
let backend: StartedBackend | undefined;
let lastCall: Promise<unknown> = Promise.resolve();
/** Rejects once the GPU is gone: what is read from it then may never come. */
let deviceLost: Promise<never>;

/** Messages arrive also while a tile is computed: a network must not be replaced under a segmentation. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const call = lastCall.then(work);
  lastCall = call.catch(() => undefined);
  return call;
}

async function start(name: BackendName): Promise<StartedBackend> {
  const started = await startBackend(name);
  deviceLost = new Promise((_, reject) => onDeviceLost(({ message }) => reject(new DeviceLostError(message))));
  // Perhaps nothing is being computed: not an unhandled rejection then.
  deviceLost.catch(() => {});
  return started;
}

const api = {
  /** Reads a network and keeps it for all images to come. A file that is refused leaves the former network. */
  load: (bytes: Uint8Array, backendName: BackendName): Promise<NetworkInfo> =>
    inTurn(async () => {
      backend ??= await start(backendName);
      const loaded = await loadUNet(bytes);
      if (unet !== undefined) disposeUNet(unet);
      unet = loaded;
      return { config: loaded.config, parameters: parameterCount(loaded.config) };
    }),

  segment: (
    { image, symmetries }: SegmentRequest,
    onTile: (done: number, total: number) => void,
  ): Promise<Segmentation> =>
    inTurn(async () => {
      if (unet === undefined || backend === undefined) throw new Error('There is no network.');
      const start = performance.now();
      const { limits } = backend;
      const whole = segment(unet, image, { symmetries, limits, onTile });
      const ofClasses = await Promise.race([whole, deviceLost]).catch(async (error) => {
        // Reading from a GPU that is gone may fail before it is known to be gone.
        await Promise.race([deviceLost, new Promise((resolve) => setTimeout(resolve, 200))]);
        throw error;
      });
      const milliseconds = performance.now() - start;
      const probabilities = unet.config.classes === 2 ? classProbability(ofClasses, 1) : ofClasses;
      const { numTensors: tensors, numBytes: bytes } = memory();
      return transfer({ probabilities, milliseconds, backend, tensors, bytes }, [probabilities.data.buffer]);
    }),
};

export type SegmentWorker = typeof api;

expose(api);
