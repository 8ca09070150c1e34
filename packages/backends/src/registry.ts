import {
  engine,
  getBackend,
  type KernelBackend,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { hasLostDevice } from './device/has-lost-device.ts';

interface Registration {
  readonly factory: () => KernelBackend | Promise<KernelBackend>;
  readonly priority: number;
}

/**
 * How each package registered its backend. It does so once, when it is first imported: what is taken out of the registry of TensorFlow.js
 * must be kept, so that a later call can still choose it.
 */
const registrations = new Map<string, Registration>();

/** Names of the backends that are registered now. */
export function registeredBackends(): string[] {
  return engine().backendNames();
}

/** Whether a backend runs already, for instance because the application started it. */
export function isStarted(name: string): boolean {
  return name in engine().registry;
}

/** Name of the current backend, if one is set. */
export function currentBackend(): string | undefined {
  return getBackend() ?? undefined;
}

/**
 * Starts a registered backend and makes it current. Its factory is called here, not by `tf.setBackend`, which would print the reason of
 * a failure and keep it to itself.
 * @throws whatever the factory throws
 */
export async function startBackend(name: string): Promise<void> {
  if (!isStarted(name)) {
    remember(name);
    const registration = registrations.get(name);
    if (!registration) throw new Error('its package did not register it');
    const instance = await registration.factory();
    if (registeredBackends().includes(name)) removeBackend(name);
    registerBackend(name, () => instance, registration.priority);
  }
  if (!(await setBackend(name))) throw new Error('TensorFlow.js did not accept it');
}

/** Stops a backend that {@link startBackend} started, and leaves it registered. */
export function stopBackend(name: string): void {
  removeBackend(name);
  const { factory, priority } = registrations.get(name)!;
  registerBackend(name, factory, priority);
}

/** Stops a backend whose GPU is lost, whoever started it, and leaves it registered: it can only fail. */
export async function stopIfLost(name: string): Promise<void> {
  if (!isStarted(name) || !(await hasLostDevice(engine().registry[name]))) return;
  if (!registrations.has(name)) remember(name);
  stopBackend(name);
}

/** Stops and unregisters every backend but those in `kept`. */
export function withdrawBackends(kept: readonly string[]): void {
  for (const name of registeredBackends()) {
    if (kept.includes(name)) continue;
    // Of a backend that was started here, the registration holds its instance, which stops now.
    if (!registrations.has(name) || !isStarted(name)) remember(name);
    removeBackend(name);
  }
}

/** Makes a backend current again that was so before; does nothing without a name. */
export async function restoreBackend(name: string | undefined): Promise<void> {
  if (name !== undefined && name !== currentBackend()) await setBackend(name);
}

function remember(name: string): void {
  const registration = engine().registryFactory[name];
  if (registration) registrations.set(name, registration);
}
