import { removeBackend } from '@tensorflow/tfjs-core';
import { type ChosenBackend, defaultBackends, initBackend } from '@unet/backends';
import { UsageError } from './terminal/failure.ts';
import type { Output } from './terminal/output.ts';

/** Starts the backend that `--backend` names, or the best that is installed, and says which and why. */
export async function startBackend(name: string | undefined, output: Output): Promise<ChosenBackend> {
  const names = defaultBackends.map((candidate) => candidate.name);
  if (name !== undefined && !names.includes(name)) {
    throw new UsageError(`--backend must be one of ${names.join(', ')}, got "${name}"`);
  }
  const backend = await initBackend(name === undefined ? {} : { prefer: name });
  output.say(`Backend: ${backend.reason}`);
  return backend;
}

/** Starts it anew, with all that was on it gone. */
export async function restartBackend({ name, backendName }: ChosenBackend): Promise<void> {
  removeBackend(backendName);
  await initBackend({ prefer: name });
}
