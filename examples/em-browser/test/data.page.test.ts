import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';

describe('opening the page', () => {
  const open = usePages();

  test('the synthetic slices are there', async () => {
    const page = await open();
    await page.getByRole('tabpanel', { name: 'Data' }).getByText('12 slices').waitFor();
    expect(await page.getByRole('status').textContent()).toBe('');
  });
});
