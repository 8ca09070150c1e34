// Milliseconds from the import of the package to a backend that takes operations, TensorFlow.js itself being there:
//     node packages/backend-simd/bench/start-up.mjs
import { setBackend } from '@tensorflow/tfjs-core';

const start = performance.now();
await import('../dist/index.js');
const imported = performance.now();
await setBackend('simd');
const ready = performance.now();
const parts = [imported - start, ready - imported, ready - start].map((milliseconds) => milliseconds.toFixed(0));
console.log(`import ${parts[0]} ms, start ${parts[1]} ms, together ${parts[2]} ms, Node ${process.version}`);
