import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';

// seedrandom, a dependency of TensorFlow.js, is CommonJS.
export default {
  input: ['shared/page.js', 'shared/worker.js'],
  plugins: [nodeResolve({ browser: true }), commonjs()],
  output: { dir: process.env.OUT },
};
