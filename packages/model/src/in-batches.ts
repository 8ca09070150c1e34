import type { Tile, TilePlan } from '@unet/tiling/arrays';
import type { BorrowedNetwork, Network } from './network.ts';
import { checkUNet } from './ownership.ts';
import type { CheckedOptions } from './segment-options.ts';
import { turnOfEventLoop } from './turn-of-event-loop.ts';

/** Goes through the tiles of a plan in batches, and lets the event loop turn after each. */
export async function inBatches(
  where: string,
  unet: Network | BorrowedNetwork,
  { tiles }: TilePlan,
  batchSize: number,
  { onTile, signal }: CheckedOptions,
  predict: (tiles: readonly Tile[]) => Promise<void> | void,
): Promise<void> {
  for (let start = 0; start < tiles.length; start += batchSize) {
    signal?.throwIfAborted();
    // It may have gone while the event loop turned.
    checkUNet(where, unet);
    const batch = tiles.slice(start, start + batchSize);
    await predict(batch);
    onTile(start + batch.length, tiles.length);
    await turnOfEventLoop();
  }
}
