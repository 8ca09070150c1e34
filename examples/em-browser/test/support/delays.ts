import type { Page } from 'playwright';

/** Starts to record, in milliseconds, how late the page comes to whatever is due. */
export async function recordDelays(page: Page): Promise<void> {
  await page.evaluate(() => {
    const delays: number[] = [];
    const every = 10;
    let due = performance.now() + every;
    const look = (): void => {
      const now = performance.now();
      delays.push(Math.max(0, now - due));
      due = now + every;
      setTimeout(look, every);
    };
    setTimeout(look, every);
    Object.assign(window, { delays });
  });
}

/** The longest delays since, longest first. */
export async function longestDelays(page: Page, count: number): Promise<number[]> {
  const delays = await page.evaluate(() => (window as unknown as { delays: number[] }).delays);
  return delays.sort((a, b) => b - a).slice(0, count);
}
