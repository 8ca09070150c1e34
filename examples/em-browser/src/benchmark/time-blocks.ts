import { dispose, getBackend, reshape, slice, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Block, LayerShape } from './blocks.ts';
import { disposeLayerTensors, makeLayerTensors } from './layer-tensors.ts';
import type { Timing } from './report.ts';
import { type Operation, operations, ours, type Side, stock } from './sides.ts';

/** How many {@link Timing}s a block gives: one for each operation. */
export const timingsPerBlock: number = operations.length;

/** Work that takes less than so many milliseconds is repeated within one timing: waiting for a GPU takes a few by itself. */
const LONG_ENOUGH = 50;
const MOST_REPEATS = 20;
/** What takes longer at first was not held up by the compiler alone, and is not tried again to find out. */
const LONG = 1000;

/**
 * Times the operations of each block on the current backend, TensorFlow.js's kernels and ours in turn, after runs that compile the programs.
 * Backends other than `webgl` and `webgpu` compute the gradients by kernels of their own: there is nothing to compare.
 * @param runs how often each side is timed
 * @param onWork is told what is being timed: one run may take a minute where a program draws instead of a graphics card
 */
export async function* timeBlocks(
  blocks: readonly Block[],
  runs: number,
  onWork: (what: string) => void,
): AsyncGenerator<Timing> {
  for (const block of blocks) {
    const layers = block.layers.map((shape) => ({ shape, tensors: makeLayerTensors(shape) }));
    try {
      for (const operation of operations) {
        const inputs = layers.filter(({ shape }) => hasOperation(shape, operation)).map(({ tensors }) => tensors);
        const prepare = async (name: string, side: Side): Promise<() => Promise<number>> => {
          onWork(`${block.name}, ${operation}: ${name}`);
          const timed = await warmUp(() => inputs.map((tensors) => side[operation](tensors)));
          return () => {
            onWork(`${block.name}, ${operation}: ${name}`);
            return timed();
          };
        };
        const oursTimed = await prepare('ours', ours);
        const stockTimed = getBackend().startsWith('webg') ? await prepare('TensorFlow.js', stock) : undefined;
        const samples = { ours: [] as number[], stock: [] as number[] };
        for (let run = 0; run < runs; run++) {
          // Each is first as often as the other.
          if (run % 2 === 0) samples.ours.push(await oursTimed());
          if (stockTimed) samples.stock.push(await stockTimed());
          if (run % 2 === 1) samples.ours.push(await oursTimed());
        }
        yield { block: block.name, operation, ...samples };
      }
    } finally {
      for (const { tensors } of layers) disposeLayerTensors(tensors);
    }
  }
}

function hasOperation({ inputGradient }: LayerShape, operation: Operation): boolean {
  return operation !== 'input gradient' || inputGradient;
}

/** Runs work that has not run before; the result times it. */
async function warmUp(work: () => Tensor[]): Promise<() => Promise<number>> {
  const first = await time(work, 1);
  const estimate = first > LONG ? first : await time(work, 1);
  const repeats = Math.min(Math.max(1, Math.round(LONG_ENOUGH / estimate)), MOST_REPEATS);
  return () => time(work, repeats);
}

/** Milliseconds of work, until its last result can be read: a GPU takes its orders one after the other, and says in no other way that it is done. */
async function time(work: () => Tensor[], repeats: number): Promise<number> {
  const start = performance.now();
  for (let repeat = 1; repeat < repeats; repeat++) dispose(work());
  const results = work();
  const value = tidy(() => slice(reshape(results.at(-1)!, [-1]), 0, 1));
  await value.data();
  const elapsed = performance.now() - start;
  dispose([value, ...results]);
  return elapsed / repeats;
}
