import { test } from 'vitest';
import { journey } from './support/journey.ts';
import { usePages } from './support/open-page.ts';

const open = usePages({ gpu: true });

test('from opening the page to a segmentation on the slices that the page opens with, by keyboard alone', async () => {
  await journey(await open({ slices: 'first' }), 20);
});
