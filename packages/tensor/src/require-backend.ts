import { engine } from '@tensorflow/tfjs-core';

/**
 * Throws unless a TensorFlow.js backend is registered, and says what to do: the message of TensorFlow.js itself, "No backend found in
 * registry", does not. For functions that make the first tensors of a program.
 * @param where name of the calling function, the start of the message
 * @throws Error
 * @example
 * requireBackend('createUNet');
 */
export function requireBackend(where: string): void {
  if (engine().backendNames().length > 0) return;
  throw new Error(
    `${where}: a TensorFlow.js backend must be there first: import one, such as @tensorflow/tfjs-backend-cpu, or await initBackend() of @unet/backends`,
  );
}
