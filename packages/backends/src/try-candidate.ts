import { backend as currentInstance, getKernel } from '@tensorflow/tfjs-core';
import type { BackendAttempt } from './backend-error.ts';
import type { BackendCandidate, LoadOptions } from './candidate.ts';
import { hasLostDevice } from './device/has-lost-device.ts';
import { onDeviceLost } from './device/on-device-lost.ts';
import { isMissing } from './installed.ts';
import {
  currentBackend,
  isStarted,
  registeredBackends,
  restoreBackend,
  startBackend,
  stopBackend,
  stopIfLost,
  withdrawBackends,
} from './registry.ts';
import { selfCheck } from './self-check.ts';

/** What became of a candidate, and the error behind it if there was one. */
export interface Trial {
  readonly attempt: BackendAttempt;
  /** Of the chosen one, what else there is to know. */
  readonly remark?: string | undefined;
  readonly cause?: unknown;
}

/**
 * Loads a candidate, starts it, makes it current and checks it. If it is chosen it is current, and no other backend has been added; if not,
 * registry and current backend are as they were.
 */
export async function tryCandidate(
  candidate: BackendCandidate,
  kernels: readonly string[],
  options: LoadOptions,
): Promise<Trial> {
  const { backendName: backend } = candidate;
  await stopIfLost(backend);
  const before = { registered: registeredBackends(), started: isStarted(backend), current: currentBackend() };
  const trial = await run(candidate, kernels, options);
  if (trial.attempt.outcome === 'chosen') {
    withdrawBackends([...before.registered, backend]);
    return trial;
  }
  if (before.registered.includes(backend) && !before.started && isStarted(backend)) stopBackend(backend);
  withdrawBackends(before.registered);
  await restoreBackend(before.current);
  return trial;
}

async function run(candidate: BackendCandidate, kernels: readonly string[], options: LoadOptions): Promise<Trial> {
  const { name, backendName: backend, packages } = candidate;
  const stop = (outcome: BackendAttempt['outcome'], detail: string, cause?: unknown): Trial => ({
    attempt: { name, outcome, detail },
    cause,
  });
  try {
    await candidate.load(options);
    await startBackend(backend);
    candidate.verify?.(options);
  } catch (error) {
    if (isMissing(error, packages)) {
      const { howToInstall = `npm install ${packages.join(' ')}` } = candidate;
      return stop('not installed', `is not installed (${howToInstall})`, error);
    }
    const message = messageOf(error);
    return stop('not started', `did not start: ${candidate.explain?.(message) ?? message}`, error);
  }
  const lacking = kernels.filter((kernel) => !getKernel(kernel, backend));
  if (lacking.length > 0) return stop('lacks kernels', `lacks ${lacking.join(', ')}`);
  try {
    await unlessLost(selfCheck());
  } catch (error) {
    // What is drawn after the loss may also fail in ways of its own, before the loss is reported.
    if (await hasLostDevice(currentInstance())) return stop('not started', 'did not start: its GPU was lost', error);
    return stop('wrong results', `computes wrong: ${messageOf(error)}`, error);
  }
  return { ...stop('chosen', 'was chosen'), remark: candidate.remark?.() };
}

/** Waits for work on the current backend, but ends when its GPU is lost: what is read from a GPU that is gone may never come. */
async function unlessLost(work: Promise<void>): Promise<void> {
  let end = (): void => {};
  const lost = new Promise<never>((_, reject) => {
    end = onDeviceLost(({ message }) => reject(new Error(message)));
  });
  try {
    await Promise.race([work, lost]);
  } finally {
    end();
  }
}

/** First line of an error, whatever was thrown: the `wasm` backend rejects with a plain object. */
function messageOf(error: unknown): string {
  const message = (error as { message?: unknown } | null)?.message ?? error;
  return String(message).split('\n', 1)[0]!;
}
