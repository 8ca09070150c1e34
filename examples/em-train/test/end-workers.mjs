// Loaded into every thread of a process by `--import`: threads other than the first end after a while, as one does that has no memory left.
import { isMainThread } from 'node:worker_threads';

if (!isMainThread) setTimeout(() => process.exit(7), 500);
