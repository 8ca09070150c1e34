// Installs the same packages once more, with pnpm, whose layout shows a package what it declares and nothing else, and runs the program there.
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const project = 'strict';
const { dependencies, overrides } = JSON.parse(readFileSync('package.json', 'utf8'));
const pnpm = (...args) =>
  execFileSync(process.execPath, ['../node_modules/pnpm/bin/pnpm.cjs', ...args, '--ignore-scripts'], {
    cwd: project,
    stdio: 'inherit',
  });

mkdirSync(project);
cpSync('shared', `${project}/shared`, { recursive: true });
write('package.json', { private: true, type: 'module', dependencies });
// YAML holds JSON.
write('pnpm-workspace.yaml', { overrides, hoist: false, autoInstallPeers: false, strictPeerDependencies: true });

const optional = ['@tensorflow/tfjs-backend-wasm@4.22.0', '@tensorflow/tfjs-backend-webgpu@4.22.0'];
for (const variant of ['few', 'all']) {
  pnpm(...(variant === 'few' ? ['install'] : ['add', ...optional]), '--prefer-offline');
  copyFileSync(`${project}/shared/variant-${variant}.js`, `${project}/shared/variant.js`);
  execFileSync(process.execPath, ['shared/run-in-node.js'], { cwd: project, stdio: 'inherit' });
}

function write(file, content) {
  writeFileSync(`${project}/${file}`, JSON.stringify(content, null, 2));
}
