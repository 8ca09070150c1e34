import { beforeAll, describe, expect, test } from 'vitest';
import { buildPackage, runProgram } from '../support/run-program.ts';

// Kernels one after the other, without a return to the event loop.
const BUSY = `
  const a = tf.fill([2 ** 20], 1);
  const busy = () => { for (let round = 0; round < 50; round++) tf.add(a, a).dispose(); };`;

beforeAll(buildPackage);

describe.each([1, 2, 4])('%d threads', (threads) => {
  test('a process whose work is done ends by itself', async () => {
    const { code, signal, errors, sinceFirstWord } = await runProgram(
      `await start(${threads});
       tf.add(tf.fill([100_000], 1), 1);
       report('done');`,
    );
    expect({ code, signal, errors }).toEqual({ code: 0, signal: null, errors: '' });
    expect(sinceFirstWord).toBeLessThan(1500);
  });

  test('so does one that calls process.exit', async () => {
    const { code, errors, sinceFirstWord } = await runProgram(
      `await start(${threads});
       tf.add(tf.fill([100_000], 1), 1);
       report('done');
       process.exit(3);`,
    );
    expect({ code, errors }).toEqual({ code: 3, errors: '' });
    expect(sinceFirstWord).toBeLessThan(1500);
  });

  test('an error that nobody catches ends it', async () => {
    const { code, errors, sinceFirstWord } = await runProgram(
      `await start(${threads});
       report('now');
       tf.add(tf.fill([100_000], 1), 1);
       throw new Error('mine');`,
    );
    expect(code).toBe(1);
    expect(errors).toContain('Error: mine');
    expect(sinceFirstWord).toBeLessThan(1500);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s in the middle of a kernel ends it', async (name) => {
    const { signal, errors, sinceFirstWord } = await runProgram(
      `await start(${threads});
       ${BUSY}
       busy();
       report('working');
       for (;;) busy();`,
      [],
      (kill) => kill(name),
    );
    expect({ signal, errors }).toEqual({ signal: name, errors: '' });
    expect(sinceFirstWord).toBeLessThan(1500);
  });

  test('a handler of SIGINT is heard between two steps', async () => {
    const { code, output, errors } = await runProgram(
      `await start(${threads});
       ${BUSY}
       process.on('SIGINT', () => { report(' heard'); process.exit(5); });
       busy();
       report('working');
       for (;;) { busy(); await new Promise((resolve) => setImmediate(resolve)); }`,
      [],
      (kill) => kill('SIGINT'),
    );
    expect({ code, output, errors }).toEqual({ code: 5, output: 'working heard', errors: '' });
  });
});

test('a backend inside of a worker has threads of its own, and ends with it', async () => {
  const { code, output, errors } = await runProgram(
    `import { Worker } from 'node:worker_threads';
     const worker = new Worker(\`
       const { parentPort } = require('node:worker_threads');
       (async () => {
         const tf = await import('@tensorflow/tfjs-core');
         const { configureSimd } = await import('@unet/backend-simd');
         configureSimd({ threads: 2 });
         await tf.setBackend('simd');
         const sum = tf.sum(tf.add(tf.fill([100000], 1), 1));
         parentPort.postMessage([tf.backend().threads, ...await sum.data()]);
         const a = tf.fill([2 ** 20], 1);
         for (;;) tf.add(a, a).dispose();
       })();\`, { eval: true, execArgv: [] });
     worker.on('message', async (message) => {
       report(message);
       await worker.terminate();
       report(' ended');
     });`,
  );
  expect({ code, output, errors }).toEqual({ code: 0, output: '2,200000 ended', errors: '' });
});

test('threads start whatever flags a program has', async () => {
  const { output, errors } = await runProgram(`await start(2); report(tf.backend().threads);`, [], undefined, {
    NODE_OPTIONS: '--input-type=module --disable-proto=throw',
  });
  expect({ output, errors }).toEqual({ output: '2', errors: '' });
});

test('a program that only imports the package starts no thread', async () => {
  const { output, errors } = await runProgram(
    `report(tf.engine().backendNames().join());
     report(' ' + process.getActiveResourcesInfo().filter((name) => /Worker|MessagePort/.test(name)).length);`,
  );
  expect({ output, errors }).toEqual({ output: 'cpu,simd 0', errors: '' });
});
