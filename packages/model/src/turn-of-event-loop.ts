/**
 * Lets the event loop take what has come in: answers of workers, signals, input, timers. An `await` of something that is there already
 * does not, and on a backend that computes on this thread everything always is.
 */
export function turnOfEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    // Not a timer: browsers stretch its 0 ms to 4, and to a second where the page is not looked at.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
