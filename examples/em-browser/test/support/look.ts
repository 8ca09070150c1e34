import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';

/** Sections of the Look panel. */
export type Section = 'Slice and label' | 'Augmentation' | 'Tiles' | 'Weight map';
export const sections: readonly Section[] = ['Slice and label', 'Augmentation', 'Tiles', 'Weight map'];

/** A section by its heading. */
export function section(page: Page, name: Section): Locator {
  return page.getByRole('region', { name });
}

/** The SVG text that a section shows now. */
function pictureOf(page: Page, name: Section): Promise<string> {
  const image = section(page, name).getByRole('img');
  // The address is that of a picture that may just be given up for the next.
  return image.evaluate((one: HTMLImageElement) => fetch(one.src).then((answer) => answer.text())).catch(() => '');
}

/** The SVG text that a section shows when all is drawn. */
export async function settled(page: Page, name: Section): Promise<string> {
  await expect.poll(() => section(page, name).locator('[aria-busy=true]').count()).toBe(0);
  return pictureOf(page, name);
}

/** Does something and waits until the picture of a section is another one. */
export async function changed(page: Page, name: Section, what: string, act: () => Promise<unknown>): Promise<string> {
  const before = await settled(page, name);
  await act();
  await expect
    .poll(
      async () => {
        const now = await pictureOf(page, name);
        return now !== '' && now !== before;
      },
      { message: `${what} changes the picture of ${name}` },
    )
    .toBe(true);
  return settled(page, name);
}

/** Opens the Look panel and waits for its pictures. */
export async function openLook(page: Page): Promise<Page> {
  await page.getByRole('tab', { name: 'Look' }).click();
  for (const name of sections) await section(page, name).locator('img').waitFor();
  return page;
}
