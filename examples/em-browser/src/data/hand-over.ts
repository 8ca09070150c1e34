import { reasonOf } from '@unet/files';
import { transfer } from 'comlink';
import { keep, readFilesRecord } from '../storage/dataset-store.ts';
import type { OpenedSlices } from './opened-slices.ts';
import { viewBuffers, viewOf } from './slice-view.ts';

type Slices = Pick<OpenedSlices, 'record' | 'slices'>;

/** Moves slices to the page, with a view of each. */
export function handOver(
  { record, slices }: Slices,
  notes: { readonly kept?: string | undefined; readonly warning?: string | undefined },
): OpenedSlices {
  const views = slices.map(({ name = '', image, label }) => viewOf(name, image, label));
  const buffers = slices.flatMap(({ image, label }) => [image.data.buffer, label.data.buffer] as ArrayBuffer[]);
  const { kept, warning } = notes;
  const opened: OpenedSlices = {
    record,
    slices,
    views,
    ...(kept !== undefined && { kept }),
    ...(warning !== undefined && { warning }),
  };
  return transfer(opened, [...buffers, ...viewBuffers(views)]);
}

/** Keeps slices for the next visit, and moves them to the page; where the browser does not keep them, with a warning. */
export async function keepAndHandOver(
  opened: Slices,
  { newSlices = false }: { readonly newSlices?: boolean } = {},
): Promise<OpenedSlices> {
  try {
    await keep(opened.record, newSlices ? opened.slices : undefined);
    return handOver(opened, { kept: (await readFilesRecord())?.description });
  } catch (error) {
    const warning = `The browser cannot keep these slices for the next visit (${reasonOf(error)}). They stay until the page is closed.`;
    return handOver(opened, { warning });
  }
}
