import type { VNode } from 'preact';
import { download } from '../components/download.ts';
import { notifyError } from '../state/notices.ts';
import { pixelSize } from './cells/pixel-size.ts';
import { network } from './network/network-store.ts';
import { cells, cellsWorker, counting, look, picture, pictureWorker, segmented } from './picture/picture-store.ts';

/** Everything that can be taken along. */
export function DownloadsCard(): VNode | null {
  const info = picture.value;
  const loaded = network.value;
  const shown = segmented.value && info !== undefined;
  if (!shown && loaded === undefined) return null;
  const stem = info === undefined ? '' : stemOf(info.name, info.page, info.pages);
  // What is counted for the newest threshold is not there yet: a file would not be what the page shows.
  const waiting = counting.value || cells.value === undefined;
  return (
    <section class="card" aria-labelledby="segment-downloads">
      <h3 id="segment-downloads">Downloads</h3>
      <div class="row">
        {shown && (
          <>
            <button type="button" disabled={waiting} onClick={() => give(`${stem}-overlay.png`, 'image/png', overlay)}>
              Picture as shown (PNG)
            </button>
            <button type="button" disabled={waiting} onClick={() => give(`${stem}-mask.png`, 'image/png', mask)}>
              Mask (PNG)
            </button>
            <button type="button" onClick={() => give(`${stem}-probability.tif`, 'image/tiff', probability)}>
              Probability (float TIFF)
            </button>
            <button type="button" disabled={waiting} onClick={() => give(`${stem}-cells.csv`, 'text/csv', table)}>
              Table of cells (CSV)
            </button>
          </>
        )}
        {loaded !== undefined && (
          <button
            type="button"
            onClick={() => {
              const { description, bytes } = loaded.source;
              const name = description.endsWith('.safetensors') ? description : 'unet.safetensors';
              download(name, bytes, 'application/octet-stream');
            }}
          >
            Weights (safetensors)
          </button>
        )}
      </div>
    </section>
  );
}

const overlay = (): Promise<Uint8Array> => pictureWorker().remote.overlayPng(look.value);
const mask = (): Promise<Uint8Array> => pictureWorker().remote.maskPng();
const probability = (): Promise<Uint8Array> => pictureWorker().remote.probabilityTiff();
const table = (): Promise<Uint8Array> => cellsWorker().remote.csv(pixelSize.value);

async function give(name: string, type: string, made: () => Promise<Uint8Array>): Promise<void> {
  try {
    download(name, (await made()) as Uint8Array<ArrayBuffer>, type);
  } catch (error) {
    notifyError(error);
  }
}

/** `folder/stack.tif`, page 3: `stack-3`. */
function stemOf(name: string, page: number, pages: number): string {
  const stem = name
    .split('/')
    .at(-1)!
    .replace(/\.[^.]+$/, '');
  return pages > 1 ? `${stem}-${page + 1}` : stem;
}
