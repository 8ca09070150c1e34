import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** What a page does without a bundler goes by these conditions of `exports`, in the order of the manifest. */
const CONDITIONS = ['browser', 'import', 'default'];
const VENDOR = 'vendor';

/**
 * The import map for a page in a project's folder that runs a module there as it stands. Our packages are the very files that were
 * installed. Other packages do not come as modules that browsers load (TensorFlow.js imports without extensions, others are CommonJS):
 * they are made into such, as a CDN does for everybody, in a folder of the project.
 * @param {string} project
 * @param {string} file the module, a path in the project
 * @returns {Promise<{ imports: Record<string, string> }>}
 */
export async function importMap(project, file) {
  const ours = ownImports(project);
  const vendor = await makeModules(project, await othersImportedBy(project, file));
  return { imports: { ...ours, ...vendor } };
}

/**
 * Every entry point of every package of ours that is installed.
 * @param {string} project
 * @returns {Record<string, string>}
 */
function ownImports(project) {
  const scope = join(project, 'node_modules/@unet');
  return Object.fromEntries(
    readdirSync(scope).flatMap((name) => {
      const manifest = JSON.parse(readFileSync(join(scope, name, 'package.json'), 'utf8'));
      return browserTargets(manifest.exports).map(([entry, target]) => [
        `@unet/${name}${entry.slice(1)}`,
        `./node_modules/@unet/${name}${target.slice(1)}`,
      ]);
    }),
  );
}

/**
 * Where each entry point leads in a browser.
 * @param {Readonly<Record<string, string | Readonly<Record<string, string>>>>} exports of a manifest
 * @returns {[string, string][]}
 */
export function browserTargets(exports) {
  return Object.entries(exports).flatMap(([entry, target]) => {
    if (typeof target === 'string') return [];
    const condition = Object.keys(target).find((name) => CONDITIONS.includes(name));
    return condition === undefined ? [] : [/** @type {[string, string]} */ ([entry, target[condition]])];
  });
}

/**
 * The modules of others that a module reaches, by itself or through ours. Those that are only loaded when their turn comes count if
 * they are installed.
 * @param {string} project
 * @param {string} file
 */
async function othersImportedBy(project, file) {
  const bundle = await rolldown({
    input: join(project, file),
    cwd: project,
    platform: 'browser',
    // A browser loads also what nobody uses.
    treeshake: false,
    external: (specifier) => !/^[./]|^@unet\//.test(specifier),
    onLog: () => {},
  });
  try {
    const { output } = await bundle.generate({ format: 'esm' });
    const chunks = output.filter((one) => one.type === 'chunk');
    const names = new Set(chunks.map(({ fileName }) => fileName));
    const later = chunks.flatMap(({ dynamicImports }) => dynamicImports).filter((one) => isInstalled(project, one));
    const all = new Set([...chunks.flatMap(({ imports }) => imports), ...later]);
    return [...all].filter((one) => !names.has(one)).sort();
  } finally {
    await bundle.close();
  }
}

/**
 * @param {string} project
 * @param {string[]} specifiers
 * @returns {Promise<Record<string, string>>} by specifier
 */
async function makeModules(project, specifiers) {
  if (specifiers.length === 0) return {};
  const names = new Map(specifiers.map((specifier) => [specifier.replaceAll(/[^\w-]+/g, '-'), specifier]));
  // All in one go: what two of them share, such as the engine of TensorFlow.js, must not be there twice.
  const bundle = await rolldown({
    input: Object.fromEntries(names),
    cwd: project,
    platform: 'browser',
    onLog: () => {},
  });
  try {
    const { output } = await bundle.write({ dir: join(project, VENDOR), format: 'esm', entryFileNames: '[name].js' });
    for (const chunk of output) {
      if (chunk.type !== 'chunk' || !chunk.isEntry || chunk.exports.join() !== 'default') continue;
      nameExports(project, chunk.fileName, names.get(chunk.name) ?? '');
    }
  } finally {
    await bundle.close();
  }
  return Object.fromEntries([...names].map(([name, specifier]) => [specifier, `./${VENDOR}/${name}.js`]));
}

/**
 * Gives the module of a CommonJS package the names that can be imported from it in Node.js and, through a CDN, in browsers: a bundler
 * knows only its default.
 * @param {string} project
 * @param {string} fileName of the module
 * @param {string} specifier
 */
function nameExports(project, fileName, specifier) {
  const exported = createRequire(join(project, 'package.json'))(specifier);
  const names = Object.keys(exported).filter((name) => name !== 'default' && /^[a-z_$][\w$]*$/i.test(name));
  if (names.length === 0) return;
  const bundled = fileName.replace('.js', '.default.js');
  renameSync(join(project, VENDOR, fileName), join(project, VENDOR, bundled));
  const lines = [
    `import bundled from './${bundled}';`,
    'export default bundled;',
    `export const { ${names.join(', ')} } = bundled;`,
  ];
  writeFileSync(join(project, VENDOR, fileName), `${lines.join('\n')}\n`);
}

/**
 * @param {string} project
 * @param {string} specifier
 */
function isInstalled(project, specifier) {
  const [scope, name = ''] = specifier.split('/');
  return existsSync(join(project, 'node_modules', scope.startsWith('@') ? join(scope, name) : scope));
}
