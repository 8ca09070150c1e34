// Loaded into a process by `--import`: it sends itself a signal at an exact point, which a test that waits and kills finds only by chance.
// SIGNAL_AT is `SIGKILL before NAME` or `SIGKILL after NAME`, when a file gets its name; or `SIGINT at line N`, when a log gets its N-th line.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const [signal, ...point] = (process.env.SIGNAL_AT ?? '').split(' ');
  const { rename } = fs.promises;
  const { appendFileSync } = fs;
  let lines = 0;
  /** @param {string} here */
  const pass = (here) => {
    if (here === point.join(' ')) process.kill(process.pid, signal);
  };
  fs.promises.rename = async (from, to) => {
    pass(`before ${basename(String(to))}`);
    await rename(from, to);
    pass(`after ${basename(String(to))}`);
  };
  fs.appendFileSync = (...written) => {
    appendFileSync(...written);
    pass(`at line ${++lines}`);
  };
  syncBuiltinESMExports();
}
