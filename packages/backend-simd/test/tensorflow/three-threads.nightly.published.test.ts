import { runPublished } from './run-published.ts';

// The suites' tensors are tiny and would never leave the calling thread: here all threads compute them all, most with an empty share.
await runPublished({ threads: 3, relaxed: false, sharesAll: true });
