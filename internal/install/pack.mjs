import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { publicPackages, root } from '../scripts/packages.mjs';
import { succeed } from '../scripts/run-command.mjs';

/** What npm publishes of a package of ours: what was compiled, and pages. */
const PUBLISHED =
  /^(dist\/.*\.(js|d\.ts|schema\.json)|dist\/dashboard\/page\/[a-z]+\.(html|css|svg)|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
const PAGES = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];

const CACHE = join(root, 'node_modules/.cache/packs');

/**
 * The tarball of every package that is published, by name. One that was packed before with the same content is taken from
 * node_modules/.cache; the others are packed together.
 * @returns {Promise<Map<string, string>>} paths
 * @throws {Error} where npm would publish a file that users have no need of
 */
export async function packAll() {
  mkdirSync(CACHE, { recursive: true });
  const all = publicPackages().map(({ folder, manifest: { name } }) => {
    const path = join(CACHE, `${name.replace('@unet/', 'unet-')}-${contentOf(folder)}.tgz`);
    return { folder, name, path };
  });
  const missing = all.filter(({ path }) => !existsSync(path));
  if (missing.length > 0) {
    const fresh = mkdtempSync(join(CACHE, 'fresh-'));
    const args = ['pack', '--json', '--loglevel=error', `--pack-destination=${fresh}`];
    const printed = await succeed('npm', [...args, ...missing.map(({ folder }) => folder)], root, 300);
    /** @type {{ name: string, filename: string, files: { path: string }[] }[]} */
    const packed = Object.values(JSON.parse(printed));
    for (const { name, filename, files } of packed) {
      const needless = files.filter(({ path }) => !PUBLISHED.test(path)).map(({ path }) => path);
      if (needless.length > 0) throw new Error(`${name} would publish ${needless.join(', ')}`);
      renameSync(join(fresh, filename), missing.find((one) => one.name === name)?.path ?? '');
    }
    rmSync(fresh, { recursive: true });
  }
  return new Map(all.map(({ name, path }) => [name, path]));
}

/**
 * A hash of what may be packed of a package.
 * @param {string} folder
 */
function contentOf(folder) {
  const output = readdirSync(join(folder, 'dist'), { encoding: 'utf8', recursive: true }).sort();
  const paths = [...PAGES, ...output.map((path) => join('dist', path))];
  const hash = createHash('sha256');
  for (const path of paths.filter((one) => statSync(join(folder, one), { throwIfNoEntry: false })?.isFile())) {
    hash.update(`${path}\0`).update(readFileSync(join(folder, path)));
  }
  return hash.digest('hex').slice(0, 16);
}
