import asc from 'assemblyscript/asc';

/** Kernels that do what no kernel of the package does. */
const source = `
function argument(job: usize, index: i32): i32 { return load<i32>(job + (<usize>index << 2)); }

/** Writes each thread's number + 1, and the number of threads, to the words at the address that is the first argument. */
export function sign(job: usize, thread: i32, threads: i32): void {
  const words = <usize>argument(job, 0);
  store<i32>(words + (<usize>thread << 2), thread + 1);
  store<i32>(words + (<usize>threads << 2), threads);
}

/** Adds 1 to the word at the address that is the first argument. */
export function count(job: usize, thread: i32, threads: i32): void {
  atomic.add<i32>(<usize>argument(job, 0), 1);
}

/** Traps on the threads whose bits are set in the first argument. */
export function trap(job: usize, thread: i32, threads: i32): void {
  if ((argument(job, 0) >> thread) & 1) unreachable();
}

/** As sign, but the share of the second argument, when it is done for the first time, says so in the word at the third and then works without end. */
export function stall(job: usize, thread: i32, threads: i32): void {
  const word = <usize>argument(job, 2);
  if (thread == argument(job, 1) && atomic.cmpxchg<i32>(word, 0, 1) == 0) for (;;) store<i32>(60000, load<i32>(60000) + 1);
  sign(job, thread, threads);
}

/** As sign, but the main thread's share waits for all others, which it cannot do in their place meanwhile; it gives up soon, unsigned. */
export function meet(job: usize, thread: i32, threads: i32): void {
  const words = <usize>argument(job, 0);
  if (thread == 0) {
    let others = 1;
    for (let left = 1 << 22; left > 0; left--) {
      others = 1;
      while (others < threads && atomic.load<i32>(words + (<usize>others << 2)) == others + 1) others++;
      if (others == threads) break;
    }
    if (others < threads) return;
  }
  sign(job, thread, threads);
}

/**
 * As sign, after as much work on the thread of the second argument as the third says. The main thread's share waits for a while until it has begun, and
 * says so by a 2 in the word at the fourth: a worker does it then.
 */
export function work(job: usize, thread: i32, threads: i32): void {
  const word = <usize>argument(job, 3);
  if (thread == 0) {
    for (let left = 1 << 24; left > 0 && atomic.load<i32>(word) == 0; left--);
    if (atomic.load<i32>(word) == 1) atomic.store<i32>(word, 2);
  } else if (thread == argument(job, 1)) {
    atomic.store<i32>(word, 1);
    for (let round = argument(job, 2); round > 0; round--) {
      for (let i = 0; i < 1000; i++) store<i32>(60000, load<i32>(60000) + 1);
    }
  }
  sign(job, thread, threads);
}
`;

/** Names of the kernels in {@link compileKernels}. */
export type TestKernel = 'sign' | 'count' | 'trap' | 'stall' | 'meet' | 'work';

/** A module as the package's own is made, with kernels that trap, stall, wait for each other, or say which shares were done. */
export async function compileKernels(): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  const options =
    '-O3 --noAssert --runtime stub --use abort= --enable simd --enable threads --importMemory --noExportMemory';
  const { error, stderr } = await asc.main(
    ['kernels.ts', '--outFile', 'kernels.wasm', ...options.split(' '), '--sharedMemory', '--maximumMemory', '65536'],
    {
      readFile: (name: string) => (name === 'kernels.ts' ? source : null),
      writeFile(_: string, contents: string | Uint8Array) {
        bytes = contents as Uint8Array<ArrayBuffer>;
      },
    },
  );
  if (error) throw new Error(stderr.toString(), { cause: error });
  return bytes!;
}
