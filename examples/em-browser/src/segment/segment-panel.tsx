import { useSignalEffect } from '@preact/signals';
import type { VNode } from 'preact';
import { notify } from '../state/notices.ts';
import { panel } from '../state/panel.ts';
import { weights } from '../state/weights.ts';
import { CellsCard } from './cells/cells-card.tsx';
import { DownloadsCard } from './downloads-card.tsx';
import { NetworkCard } from './network/network-card.tsx';
import { Cancelled, loadWeights } from './network/network-store.ts';
import { ImageCard } from './picture/image-card.tsx';
import { ResultCard } from './picture/result-card.tsx';
import { RunCard } from './run-card.tsx';
import './segment.css';

/** Segments images with the page's network, and counts and measures the cells. */
export function SegmentPanel(): VNode {
  // Weights that were trained here are loaded when they are wanted, not while training still needs the machine.
  useSignalEffect(() => {
    const next = weights.value;
    if (next === undefined || panel.value !== 'segment') return;
    loadWeights(next).catch((error: unknown) => {
      if (error instanceof Cancelled) return;
      notify('error', `${next.description}: ${error instanceof Error ? error.message : String(error)}`);
    });
  });
  return (
    <>
      <h2>Segment</h2>
      <p>
        Finds the cells in an image of any size: the network sees one tile after the other, each with its surroundings,
        and the result has no seams.
      </p>
      <div class="columns">
        <div class="segment-stack">
          <NetworkCard />
          <ImageCard />
          <RunCard />
        </div>
        <div class="segment-stack">
          <ResultCard />
          <CellsCard />
          <DownloadsCard />
        </div>
      </div>
    </>
  );
}
