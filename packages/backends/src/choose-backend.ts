import { backend, type KernelBackend } from '@tensorflow/tfjs-core';
import { checkOptions } from '@unet/tensor/internal';
import { type AvailableBackend, listBackends } from './available-backends.ts';
import { type BackendAttempt, BackendError } from './backend-error.ts';
import type { BackendCandidate, LoadOptions, WasmPaths } from './candidate.ts';
import { selectCandidates } from './select-candidates.ts';
import { type Trial, tryCandidate } from './try-candidate.ts';

/** What {@link initBackend} may choose. */
export interface InitBackendOptions {
  /** Only this backend, or the first of these that works. Default: any, fastest first. */
  readonly prefer?: string | readonly string[];
  /** Backends not to try. Default none. */
  readonly exclude?: string | readonly string[];
  /**
   * Kernels that the backend must have, by the names of TensorFlow.js. Default none. `['Conv2DBackpropFilter']` leaves out backends on
   * which convolutions have no gradient of TensorFlow.js's own, such as `wasm`.
   */
  readonly kernels?: readonly string[];
  /**
   * Where the `wasm` backend finds its binaries. Default: beside its package in Node, and what the bundler made of them in
   * browsers, if it copies what `new URL(file, import.meta.url)` names.
   */
  readonly wasmPaths?: WasmPaths;
  /**
   * Bytes of GPU memory, on `webgl` and `webgpu`. As long as the backend holds no more, it keeps what released tensors occupied for others of
   * the same size; beyond, it gives it back at once. Default 2^30 (1 GiB), unless the flag `WEBGL_DELETE_TEXTURE_THRESHOLD` is set already.
   * Infinity never gives anything back.
   */
  readonly reuseLimit?: number;
  /** Backends to choose from, fastest first. Default: all that this package knows for Node or the browser. */
  readonly candidates?: readonly BackendCandidate[];
}

/** The backend that runs now. */
export interface ChosenBackend {
  /** Name of the candidate. */
  readonly name: string;
  /** Its name in TensorFlow.js, what `tf.getBackend()` says; differs for `tensorflow-gpu`, which is `tensorflow` there. */
  readonly backendName: string;
  /** The backend itself, what `tf.backend()` returns. TensorFlow.js owns it. */
  readonly backend: KernelBackend;
  /** Why this one, in a sentence to print. */
  readonly reason: string;
  /** Every candidate that was tried, in order; the last is the chosen one. */
  readonly tried: readonly BackendAttempt[];
}

const optionNames: Readonly<Record<keyof InitBackendOptions, true>> = {
  prefer: true,
  exclude: true,
  kernels: true,
  wasmPaths: true,
  reuseLimit: true,
  candidates: true,
};

let lastCall: Promise<unknown> = Promise.resolve();

/** {@link initBackend} with the candidates of a platform. Calls wait for each other: all of them change one global registry. */
export function chooseBackend(
  defaults: readonly BackendCandidate[],
  options: InitBackendOptions,
): Promise<ChosenBackend> {
  const call = lastCall.then(() => {
    checkOptions('initBackend', options, optionNames);
    return choose(options.candidates ?? defaults, options);
  });
  lastCall = call.catch(() => undefined);
  return call;
}

async function choose(candidates: readonly BackendCandidate[], options: InitBackendOptions): Promise<ChosenBackend> {
  const selected = selectCandidates(candidates, options);
  const { prefer, wasmPaths, reuseLimit } = options;
  checkReuseLimit(reuseLimit);
  const loadOptions: LoadOptions = { acceptEmulated: prefer !== undefined, wasmPaths, reuseLimit };
  const trials: Trial[] = [];
  for (const candidate of selected) {
    const trial = await tryCandidate(candidate, options.kernels ?? [], loadOptions);
    trials.push(trial);
    if (trial.attempt.outcome !== 'chosen') continue;
    const tried = trials.map(({ attempt }) => attempt);
    const reason = reasonFor(tried, options.prefer !== undefined, trial.remark);
    return { name: candidate.name, backendName: candidate.backendName, backend: backend(), reason, tried };
  }
  const tried = trials.map(({ attempt }) => attempt);
  const message = failureOf(tried, options.prefer !== undefined, await listBackends(candidates));
  throw new BackendError(message, tried, trials.find(({ cause }) => cause !== undefined)?.cause);
}

function checkReuseLimit(bytes: number | undefined): void {
  if (bytes !== undefined && !(typeof bytes === 'number' && bytes >= 0)) {
    throw new RangeError(`initBackend: reuseLimit must be a number of bytes >= 0, got ${bytes}`);
  }
}

function reasonFor(tried: readonly BackendAttempt[], preferred: boolean, remark: string | undefined): string {
  const { name } = tried.at(-1)!;
  const why = [
    name,
    preferred ? 'as preferred' : 'the fastest that works here',
    ...(remark === undefined ? [] : [remark]),
  ];
  const losers = tried.slice(0, -1).map((attempt) => `${attempt.name} ${attempt.detail}`);
  return [why.join(', '), ...losers].join('; ');
}

function failureOf(
  tried: readonly BackendAttempt[],
  preferred: boolean,
  available: readonly AvailableBackend[],
): string {
  const each = tried.map(({ name, detail }) => `backend "${name}" ${detail}`).join('; ');
  const installed = available.filter((entry) => entry.installed).map((entry) => entry.name);
  const there = `installed here: ${installed.length > 0 ? installed.join(', ') : 'none'}`;
  return `initBackend: ${preferred ? '' : 'no backend works: '}${each}; ${there}`;
}
