import { engine, env } from '@tensorflow/tfjs-core';

/** Where backends compute small tensors on the CPU though they are on the device. */
const cpuForwarding: Readonly<Record<string, string>> = { webgl: 'WEBGL_CPU_FORWARD', webgpu: 'WEBGPU_CPU_FORWARD' };

const readers = ['read', 'readSync'] as const;

type Read = (...args: unknown[]) => unknown;
type Reader = Record<(typeof readers)[number], Read>;

/**
 * Runs `work` and counts how often values were brought from the current backend to the host meanwhile.
 *
 * On every backend that is each read of a tensor, all of which go through the engine: `data`, `dataSync`, `array`,
 * `arraySync`, `bytes`, `buffer`, `bufferSync`, `toString`, operations such as `whereAsync` and `browser.toPixels` that are made of
 * them, and the move of a tensor that lies on another backend. Kernels of `cpu`, `wasm` and `simd` get at memory of the host, be it by the
 * backend's `readSync`, and wait for no device: those are not counted.
 *
 * On `webgl` and `webgpu` it is also each read by a kernel, by the backend's own `read` and `readSync`: kernels such as `DenseBincount`
 * compute on the CPU there. Both also compute on tensors that are small and not uploaded yet on the CPU; that is switched off while
 * `work` runs, so that tiny tensors of tests take the way that large ones take.
 */
export async function countReads(work: () => unknown): Promise<number> {
  return (await watch(work)).reads;
}

/** Runs `work` and hands on what it returns; throws if values were brought to the host meanwhile, see {@link countReads}. */
export async function expectNoRead<Result>(work: () => Promise<Result> | Result): Promise<Result> {
  const { reads, result } = await watch(work);
  if (reads > 0) throw new Error(`the device was read ${reads} ${reads === 1 ? 'time' : 'times'}`);
  return result;
}

async function watch<Result>(work: () => Promise<Result> | Result): Promise<{ reads: number; result: Result }> {
  const { backend, backendName } = engine();
  const flag = cpuForwarding[backendName];
  let reads = 0;
  // A read of the engine calls the backend's, and that may call itself for a part: the outermost call is the one that counts.
  let depth = 0;
  const count = (read: Read): Read => {
    return function counted(this: unknown, ...args) {
      if (depth === 0) reads++;
      depth++;
      try {
        return read.apply(this, args);
      } finally {
        depth--;
      }
    };
  };
  const restore = [spy(engine() as unknown as Reader, count)];
  if (flag !== undefined) {
    restore.push(spy(backend as unknown as Reader, count));
    const forwards = env().getBool(flag);
    env().set(flag, false);
    restore.push(() => env().set(flag, forwards));
  }
  try {
    const result = await work();
    return { reads, result };
  } finally {
    for (const undo of restore) undo();
  }
}

/** Puts counting methods before those of an object, which may be its own or those of its class; returns what takes them away. */
function spy(target: Reader, count: (read: Read) => Read): () => void {
  const before = readers.map((name) => [name, Object.getOwnPropertyDescriptor(target, name)] as const);
  for (const name of readers) {
    Object.defineProperty(target, name, { value: count(target[name]), configurable: true, writable: true });
  }
  return () => {
    for (const [name, own] of before) {
      if (own === undefined) delete (target as Partial<Reader>)[name];
      else Object.defineProperty(target, name, own);
    }
  };
}
