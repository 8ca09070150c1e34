import type { Page } from 'playwright';

/** Waits until these slices are in use, and gives the names of all, with their marks. */
export async function inUse(page: Page, description: string): Promise<string[]> {
  await page.getByRole('heading', { name: `Slices in use: ${description}` }).waitFor();
  const names = page.getByRole('list', { name: 'Slices', exact: true }).getByRole('listitem');
  return names.evaluateAll((items) =>
    items.map((item) => {
      const mark = item.querySelector('.slice-badge') === null ? '' : 'held out';
      return item.querySelector('.slice-name')!.textContent + mark;
    }),
  );
}
