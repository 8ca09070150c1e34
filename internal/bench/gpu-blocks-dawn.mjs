/** The process that `gpu-blocks-node.mjs` starts: makes one benchmark and sends its report. */
const benchmark = '../../node_modules/.cache/unet-gpu-blocks/node.js';
const { readSettings, runBenchmark } = await import(benchmark);

const settings = readSettings(new URLSearchParams(process.argv[2]));
const report = await runBenchmark(settings, `Node ${process.version}`, ({ share, doing }) =>
  process.send({ share, doing }),
);
process.send({ report });
process.disconnect();
