import { trainWhileThreadsEnd } from './train-while-threads-end.ts';

// A Web Worker, where threads are waited for asleep and not as on a page.
self.onmessage = async ({ data }: MessageEvent<number>) => {
  self.postMessage(await trainWhileThreadsEnd(data));
};
