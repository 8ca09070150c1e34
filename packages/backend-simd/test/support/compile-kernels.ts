import asc from 'assemblyscript/asc';

/** Kernels that do what no kernel of the package does. */
const source = `
const HEARTBEATS: usize = 4096;

function argument(job: usize, index: i32): i32 { return load<i32>(job + (<usize>index << 2)); }
function beat(thread: i32): void {
  const address = HEARTBEATS + (<usize>thread << 6);
  store<i32>(address, load<i32>(address) + 1);
}

/** Writes each thread's number + 1, and the number of threads, to the words at the address that is the first argument. */
export function sign(job: usize, thread: i32, threads: i32): void {
  const words = <usize>argument(job, 0);
  store<i32>(words + (<usize>thread << 2), thread + 1);
  store<i32>(words + (<usize>threads << 2), threads);
}

/** Traps on the threads whose bits are set in the first argument. */
export function trap(job: usize, thread: i32, threads: i32): void {
  if ((argument(job, 0) >> thread) & 1) unreachable();
}

/** Works without end on the thread that is the first argument, and says nothing. */
export function stall(job: usize, thread: i32, threads: i32): void {
  if (thread == argument(job, 0)) for (;;) store<i32>(60000, load<i32>(60000) + 1);
}

/** Works a while on the thread that is the first argument, as long as the second says, and shows that it is alive. */
export function work(job: usize, thread: i32, threads: i32): void {
  if (thread != argument(job, 0)) return;
  for (let round = argument(job, 1); round > 0; round--) {
    for (let i = 0; i < 1000; i++) store<i32>(60000, load<i32>(60000) + 1);
    beat(thread);
  }
}
`;

/** Names of the kernels in {@link compileKernels}. */
export type TestKernel = 'sign' | 'trap' | 'stall' | 'work';

/** A module as the package's own is made, with kernels that trap, stall, or say which threads ran them. */
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
