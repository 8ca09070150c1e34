import type { Page } from 'playwright';

/** The longest that pages were busy without a pause, in milliseconds. */
export interface LongestTask {
  /** On the clock: with whatever else the machine did meanwhile. */
  readonly elapsed: number;
  /** Of the processor. */
  readonly computing: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
  /** Microseconds on the clock, and of the processor. */
  readonly dur?: number;
  readonly tdur?: number;
}

/** Records what the threads of pages do during `work`, those of their workers left out, and returns the longest of all tasks. */
export async function traceTasks(page: Page, work: () => Promise<void>): Promise<LongestTask> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['toplevel'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const place = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const named = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const pages = new Set(named.map(place));
  const tasks = traceEvents.filter((event) => event.name.endsWith('RunTask') && pages.has(place(event)));
  const longest = (field: 'dur' | 'tdur'): number => Math.max(...tasks.map((task) => task[field] ?? 0)) / 1000;
  return { elapsed: longest('dur'), computing: longest('tdur') };
}
