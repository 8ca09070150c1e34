import { test } from 'vitest';
import { journey } from './support/journey.ts';
import { usePages } from './support/open-page.ts';

const open = usePages();

test('from opening the page to a segmentation on small slices, by keyboard alone', async () => {
  await journey(await open(), 3);
});
