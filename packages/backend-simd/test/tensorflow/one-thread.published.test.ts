import { runPublished } from './run-published.ts';

await runPublished({ threads: 1, relaxed: true, sharesAll: false });
