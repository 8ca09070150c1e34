import type { PercentileScaling, Scaling } from '@unet/tensor/arrays';
import { checkList, checkScaling } from '@unet/tensor/internal';
import { checkRawImage, type RawImage } from '../raw-image.ts';
import { rangesOfPages, sampleName } from './measure-file.ts';

/** Share of the usual range below which an image is not stretched to full contrast. */
const FLOOR_SHARE = 0.1;

/**
 * Fits a scaling to the files that a network is trained on: the scaling to keep with the network, and to scale all images with. Percentiles get
 * their floors: a tenth of the median range of these files, for each type of samples and each channel, so that an empty image stays dark. Other
 * scalings need no fitting and are returned as they are.
 * @param files the pages of each file
 * @example
 * const scaling = fitScaling([decodePages(first), decodePages(second)], { kind: 'percentile', low: 1, high: 99.8 });
 * const images = toImageArrays(decodePages(first), { scaling });
 */
export function fitScaling(files: readonly (readonly RawImage[])[], scaling: Scaling): Scaling {
  const where = 'fitScaling';
  checkList(where, 'files', files, 'list of pages');
  for (const [file, pages] of files.entries()) {
    checkList(where, `files[${file}]`, pages, 'page');
    for (const [page, raw] of pages.entries()) checkRawImage(where, `files[${file}][${page}]`, raw);
  }
  checkScaling(where, 'scaling', scaling);
  if (scaling.kind !== 'percentile') return scaling;
  const { floors: _, ...bare } = scaling;
  const widths = new Map<string, number[][]>();
  for (const pages of files) {
    const seen = new Set<string>();
    for (const [index, { low, high }] of rangesOfPages(pages, bare satisfies PercentileScaling).entries()) {
      const name = sampleName(pages[index]!);
      // A file counts once for each kind of its pages.
      const key = `${name} ${low.length}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const lists = widths.get(name) ?? [];
      for (const [channel, value] of low.entries()) {
        lists[channel] = [...(lists[channel] ?? []), high[channel]! - value];
      }
      widths.set(name, lists);
    }
  }
  const floors = Object.fromEntries(
    [...widths].map(([name, lists]) => [name, lists.map((list) => FLOOR_SHARE * median(list))]),
  );
  return { ...bare, floors };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
