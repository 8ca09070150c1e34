import { type Signal, signal, useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Choice } from '../../components/choice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { latest } from '../../components/latest.ts';
import { Slider } from '../../components/slider.tsx';
import { dataset, heldOutSlices } from '../../state/dataset.ts';
import { notify } from '../../state/notices.ts';
import type { Connection } from '../connect-worker.ts';
import { run } from '../segmentation-run.ts';
import { openPicture, picture } from './picture-store.ts';
import type { PictureInfo, PictureWorker } from './picture-worker.ts';

/** Where the slider is while its page is being opened. */
const wantedPage: Signal<number | undefined> = signal(undefined);

const turnTo = latest(async (page: number): Promise<void> => {
  await open(`${picture.value!.name}, page ${page}`, ({ remote, answer }) => answer(remote.choosePage(page - 1)));
  if (wantedPage.value === page) wantedPage.value = undefined;
});

/** The image: a file, one of its pages, or a slice that was never trained on. */
export function ImageCard(): VNode {
  const info = picture.value;
  return (
    <section class="card" aria-labelledby="segment-image">
      <h3 id="segment-image">Image</h3>
      <fieldset class="segment-fields" disabled={run.value !== undefined}>
        <FileDrop label="Image of any size" accept=".png,.jpg,.jpeg,.tif,.tiff" onFiles={openFile}>
          <p class="hint">
            PNG, JPEG or TIFF, also a stack; up to 67 million pixels a page (8192 × 8192). It stays on this machine.
          </p>
        </FileDrop>
        <HeldOut />
        {info !== undefined && info.pages > 1 && (
          <Slider
            label={`Page of ${info.pages}`}
            value={wantedPage.value ?? info.page + 1}
            min={1}
            max={info.pages}
            step={1}
            onChange={(page) => {
              wantedPage.value = page;
              turnTo(page);
            }}
          />
        )}
      </fieldset>
      {info !== undefined && (
        <p class="segment-name">
          {info.name}
          {info.pages > 1 && `, page ${info.page + 1}`}: <span class="number">{`${info.width} × ${info.height}`}</span>{' '}
          pixels
        </p>
      )}
    </section>
  );
}

/** Slices of the Data panel that no training has seen. */
function HeldOut(): VNode | null {
  const chosen = useSignal('0');
  const slices = dataset.value === undefined ? [] : heldOutSlices(dataset.value);
  const index = Number(chosen.value) < slices.length ? Number(chosen.value) : 0;
  const slice = slices[index];
  if (slice === undefined) return null;
  return (
    <>
      <Choice
        label="Or a held-out slice of the data"
        value={`${index}`}
        options={slices.map(({ name }, place) => ({ value: `${place}`, text: name ?? `slice ${place + 1}` }))}
        onChange={(value) => {
          chosen.value = value;
        }}
      />
      <button
        type="button"
        onClick={() => {
          const name = slice.name ?? `slice ${index + 1}`;
          open(name, ({ remote, answer }) => answer(remote.openSlice(name, slice.image)));
        }}
      >
        Use this slice
      </button>
    </>
  );
}

function openFile(files: readonly File[]): void {
  const [file] = files;
  if (file === undefined) return;
  if (files.length > 1) {
    notify('warning', `One image at a time is expected, got ${files.length} files. Nothing was opened.`);
    return;
  }
  open(file.name, async ({ remote, answer }) =>
    answer(remote.openFile(file.name, new Uint8Array(await file.arrayBuffer()))),
  );
}

async function open(name: string, from: (worker: Connection<PictureWorker>) => Promise<PictureInfo>): Promise<void> {
  if (run.value !== undefined) {
    notify('warning', `${name} was not opened: a segmentation is under way. Wait for it, or cancel it.`);
    return;
  }
  try {
    await openPicture(from);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    notify('error', `${name}: ${reason}. Expected a PNG, JPEG or TIFF image, grey or RGB.`);
  }
}
