// Loaded into every thread of a process by `--import`: the first thread but the main one ends after its fifth answer, as one does that has no memory left.
import { parentPort, threadId } from 'node:worker_threads';

if (parentPort !== null && threadId === 1) {
  const { postMessage } = parentPort;
  let answers = 0;
  parentPort.postMessage = (...message) => {
    postMessage.apply(parentPort, message);
    if (++answers === 5) setImmediate(() => process.exit(7));
  };
}
