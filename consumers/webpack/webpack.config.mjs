import { resolve } from 'node:path';

const path = resolve(process.env.OUT);

const common = {
  mode: 'production',
  // Neither is of interest here: minifying takes two minutes, and TensorFlow.js is larger than webpack thinks right.
  optimization: { minimize: false },
  performance: { hints: false },
  stats: 'errors-warnings',
};

export default [
  { ...common, entry: './shared/page.js', output: { path, filename: 'page.js' } },
  {
    ...common,
    mode: 'development',
    devtool: false,
    target: 'node',
    entry: './shared/run-in-node.js',
    output: { path, filename: 'node.cjs', chunkFilename: '[name].cjs' },
  },
];
