import type { Page } from 'playwright';

/** How long a page took to answer a click or key, in milliseconds. */
export interface Answer {
  /** Until the page had done what was asked. */
  readonly handled: number;
  /** Until that was on the screen, to 8 ms: here a program on the processor draws it. */
  readonly seen: number;
}

type WatchedWindow = Window & { answer: Answer };

/**
 * Measures from now on how long the page takes to answer (Event Timing of the browser); what is seen within 16 ms does not count.
 * @returns what reads the longest times so far
 */
export async function watchAnswers(page: Page): Promise<() => Promise<Answer>> {
  await page.evaluate(() => {
    const watched = window as unknown as WatchedWindow;
    watched.answer = { handled: 0, seen: 0 };
    const observer = new PerformanceObserver((list) => {
      for (const { startTime, processingEnd, duration } of list.getEntries() as PerformanceEventTiming[]) {
        const { handled, seen } = watched.answer;
        watched.answer = { handled: Math.max(handled, processingEnd - startTime), seen: Math.max(seen, duration) };
      }
    });
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  return () => page.evaluate(() => (window as unknown as WatchedWindow).answer);
}
