// `node shared/check-both.mjs [--copy-wasm | --without-pages]` in a consumer: runs its script `bundle`, into dist/few while no optional backend
// is installed, and into dist/all with those of browsers. It may warn of nothing. dist/index.html then opens both pages.
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';

const OPTIONAL = ['wasm', 'webgl', 'webgpu'].map((name) => `@tensorflow/tfjs-backend-${name}@4.22.0`);
const FLAGS = ['--no-save', '--no-package-lock', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
const BINARIES = 'node_modules/@tensorflow/tfjs-backend-wasm/dist';

/** @type {(script: string) => string} */
const page = (script) => `<!doctype html>\n<link rel="icon" href="data:,">\n${script}\n`;

const hasPages = !process.argv.includes('--without-pages');
const copiesWasm = process.argv.includes('--copy-wasm');

for (const variant of ['few', 'all']) {
  if (variant === 'all') run(['install', ...FLAGS, '--loglevel=error', ...OPTIONAL]);
  for (const file of ['variant', 'offers']) copyFileSync(`shared/${file}-${variant}.js`, `shared/${file}.js`);
  const folder = `dist/${variant}`;
  const output = run(['run', '--silent', 'bundle'], { OUT: folder, VARIANT: variant });
  if (/warn|unresolved|can't resolve/i.test(output)) fail(`${variant}: the bundler warns:\n${output}`);
  if (!hasPages || existsSync(`${folder}/index.html`)) continue;
  writeFileSync(`${folder}/index.html`, page('<script type="module" src="./page.js"></script>'));
}
if (copiesWasm) {
  const files = readdirSync(BINARIES).filter((file) => file.endsWith('.wasm'));
  for (const file of files) cpSync(`${BINARIES}/${file}`, `dist/wasm/${file}`);
}
if (hasPages) writeFileSync('dist/index.html', page(`<script type="module">${openAll()}</script>`));

/** Opens one page after the other; what goes wrong in one reaches the browser as an error of its own. */
function openAll() {
  const pages = ['./few/index.html', `./all/index.html${copiesWasm ? '?wasmPaths=../wasm/' : ''}`];
  if (existsSync('dist/app/index.html')) pages.push('./app/index.html');
  return `
  for (const src of ${JSON.stringify(pages)}) {
    const frame = Object.assign(document.createElement('iframe'), { src });
    document.body.append(frame);
    while (!frame.contentWindow.pageHasFinished) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  window.pageHasFinished = true;
`;
}

/**
 * @param {string[]} args of npm
 * @param {Record<string, string>} [environment]
 */
function run(args, environment = {}) {
  const options = { encoding: /** @type {const} */ ('utf8'), env: { ...process.env, ...environment } };
  const { status, stdout, stderr } = spawnSync('npm', args, options);
  if (status !== 0) fail(`npm ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return `${stdout}${stderr}`;
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}
