/**
 * Compiles assembly/ to the two modules, plain and relaxed SIMD, and writes them as TypeScript into src/generated/, so that the
 * package needs no file beside its JavaScript; beside them in jobs.ts, what each kernel is called with. Does nothing if nothing changed
 * since the last time.
 *
 *     node scripts/build-wasm.mjs [--force]
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = join(root, 'src/generated');

/** 4 GiB, all that 32-bit addresses reach; must not be below the maximum of any memory that is given to the modules. */
const MAXIMUM_PAGES = 65536;

const scripts = ['scripts/build-wasm.mjs', 'scripts/kernel-jobs.mjs'];
const kernels = readdirSync(join(root, 'assembly'), { recursive: true }).map((name) => join('assembly', name));
const sources = [...scripts, 'src/kernels/shared-sizes.ts', ...kernels.filter((name) => name.endsWith('.ts')).sort()];
const hash = createHash('sha256');
for (const name of sources) hash.update(name).update(readFileSync(join(root, name)));
const stamp = `// ${hash.digest('hex')}`;

// Of each file: one that ends a build early, or builds older sources at the same time, leaves some that are not of these.
const isCurrent = ['plain.ts', 'relaxed.ts', 'jobs.ts'].every((name) => {
  const file = join(generated, name);
  return existsSync(file) && readFileSync(file, 'utf8').startsWith(stamp);
});
if (!isCurrent || process.argv.includes('--force')) await build();

async function build() {
  // The compiler takes a second to load, and mostly nothing has changed.
  const { default: asc } = await import('assemblyscript/asc');
  const { jobsSource, readSources } = await import('./kernel-jobs.mjs');
  mkdirSync(generated, { recursive: true });
  let parsed;
  const plain = await compile(asc, 'plain', [], [readSources((sources) => (parsed = sources))]);
  const relaxed = await compile(asc, 'relaxed', ['--enable', 'relaxed-simd'], []);
  const names = WebAssembly.Module.exports(await WebAssembly.compile(plain))
    .filter(({ kind }) => kind === 'function')
    .map(({ name }) => name)
    .sort();
  write('plain.ts', moduleSource('plain SIMD', plain));
  write('relaxed.ts', moduleSource('relaxed SIMD', relaxed));
  write('jobs.ts', `import type { Layout } from '../kernels/job.ts';\n\n${jobsSource(parsed, names)}`);
}

async function compile(asc, name, features, transforms) {
  let bytes;
  const { error, stdout, stderr } = await asc.main(
    [
      'assembly/index.ts',
      '--baseDir',
      root,
      '--outFile',
      `${name}.wasm`,
      '-O3',
      ...(process.env.SIMD_NAMES ? ['--debug'] : []),
      '--noAssert',
      '--runtime',
      'stub',
      '--use',
      'abort=',
      '--enable',
      'simd',
      '--enable',
      'threads',
      ...features,
      '--importMemory',
      '--noExportMemory',
      '--sharedMemory',
      '--initialMemory',
      '1',
      '--maximumMemory',
      String(MAXIMUM_PAGES),
    ],
    {
      transforms,
      writeFile(_file, contents) {
        bytes = contents;
      },
    },
  );
  if (error) {
    process.stderr.write(`${stdout.toString()}${stderr.toString()}`);
    throw error;
  }
  return bytes;
}

function moduleSource(what, bytes) {
  return `/** The ${what} module, base64. */\nexport const base64: string =\n  '${Buffer.from(bytes).toString('base64')}';\n`;
}

/** Other processes that build at the same time see the old file or the new one, never half of one. */
function write(name, text) {
  const temporary = join(generated, `${name}.${process.pid}`);
  writeFileSync(temporary, `${stamp}\n${text}`);
  renameSync(temporary, join(generated, name));
}
