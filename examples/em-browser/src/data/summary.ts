import { counted, percent } from '@unet/dataset/internal';
import type { SliceView } from './slice-view.ts';

/** Number, sizes, channels and class balance of slices, each in a few words. */
export function summarise(views: readonly SliceView[]): string[] {
  if (views.length === 0) return ['0 slices'];
  const sizes = tally(views.map(({ height, width }) => `${height} x ${width}`));
  const [first] = sizes;
  const size = sizes.length === 1 ? first![0] : sizes.map(([text, count]) => `${text} (${count})`).join(', ');
  const channels = tally(views.map((view) => String(view.channels)));
  return [
    counted(views.length, 'slice'),
    `${size} pixels`,
    channels.length > 1 ? 'grey and colour' : channels[0]?.[0] === '1' ? 'grey' : `${channels[0]?.[0]} channels`,
    ...describeShare(views),
  ];
}

function describeShare(views: readonly SliceView[]): string[] {
  let inside = 0;
  let pixels = 0;
  for (const view of views) {
    if (view.inside === undefined) continue;
    inside += view.inside * view.height * view.width;
    pixels += view.height * view.width;
  }
  return pixels === 0 ? [] : [`${percent(inside / pixels)} of the pixels inside of cells`];
}

/** The different texts and how often each comes, the most frequent first. */
function tally(texts: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
