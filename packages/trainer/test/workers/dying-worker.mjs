// A worker thread that ends at sample 1, in the way that the setup says, after a good sample 0.
import { parentPort } from 'node:worker_threads';
import { createTileSource, serveSamples } from '@unet/trainer/arrays';

serveSamples(parentPort, (/** @type {any} */ { slices, options, ending }) => {
  const source = createTileSource(slices, options);
  return {
    length: source.length,
    sample(index) {
      if (index === 0) return source.sample(0);
      setImmediate(ending === 'exit' ? exit : fail);
      return new Promise(() => {});
    },
  };
});

function exit() {
  process.exit(3);
}

function fail() {
  throw new Error('thrown where nothing catches');
}
