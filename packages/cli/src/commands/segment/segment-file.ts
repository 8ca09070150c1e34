import { deviceLimits } from '@unet/backends';
import { counted } from '@unet/dataset/internal';
import { FileError } from '@unet/files';
import { type ImagePage, openImageFile } from '@unet/image-io/node';
import { type Network, type PlanSegmentationOptions, planSegmentation, segmentRows } from '@unet/model';
import { type OutputFiles, openOutputs } from './output-files.ts';
import type { OutputNames } from './output-names.ts';
import type { SegmentRequest } from './request.ts';

/**
 * Segments the pages of one file from the top to the bottom, and writes what is done as it comes: neither a page nor its outputs are in memory
 * as a whole. The outputs are there when all pages are done.
 * @param onPart takes how much of the file is done, and where the work is
 * @returns the number of pages
 */
export async function segmentFile(
  network: Network,
  { input, outputs }: OutputNames,
  request: SegmentRequest,
  signal: AbortSignal,
  onPart: (part: number, what: string) => void,
): Promise<number> {
  const { channels, scaling } = network.config;
  // Grey and colours become what the network takes; other channels are what they are.
  const file = await openImageFile(input, {
    ...(channels === 1 || channels === 3 ? { channels } : {}),
    scaling,
  });
  try {
    const { pages } = file;
    const other = pages.find((page) => page.channels !== channels);
    if (other !== undefined) {
      const problem = `has ${counted(other.channels, 'channel')}, and the network takes ${channels}`;
      throw new FileError(problem, { file: input, page: pages.length > 1 ? pages.indexOf(other) : undefined });
    }
    // Refuses what the network or the device cannot do before anything is made.
    for (const page of pages) planSegmentation(network.config, page, tilesOf(request));
    const written = await openOutputs(outputs, pages);
    try {
      for (const [index, page] of pages.entries()) {
        const onTile = (tile: number, tiles: number): void => {
          onPart((index + tile / tiles) / pages.length, `${page.name}, tile ${tile}/${tiles}`);
        };
        await segmentPage(network, page, written, { request, signal, onTile });
      }
      await written.commit();
    } finally {
      await written.close();
    }
    return pages.length;
  } finally {
    file.close();
  }
}

function segmentPage(
  network: Network,
  page: ImagePage,
  outputs: OutputFiles,
  options: {
    readonly request: SegmentRequest;
    readonly signal: AbortSignal;
    readonly onTile: (tile: number, tiles: number) => void;
  },
): Promise<void> {
  const { request, signal, onTile } = options;
  return segmentRows(network, page, {
    ...tilesOf(request),
    blend: request.blend,
    signal,
    onTile,
    onRows: (_, probabilities) => outputs.writeRows(probabilities),
  });
}

/** What decides about the tiles. */
function tilesOf({ inputSize, stride, symmetries }: SegmentRequest): PlanSegmentationOptions {
  return { inputSize, stride, symmetries, limits: deviceLimits() };
}
