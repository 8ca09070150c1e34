import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { root } from './packed-packages.mjs';

/**
 * What one entry point costs the page or program that takes all of it: bytes after bundling and minifying, and the same gzipped
 * (level 9). Siblings and other dependencies count, what `external` names does not, nor do Node's own modules.
 * @param {string} entry a specifier such as `@unet/tiling/arrays`, which leads to what is built
 * @param {{ external?: readonly string[], platform?: 'browser' | 'node', folder?: string }} [options] `external` names packages;
 *   `folder` is where `entry` is resolved, by default the root
 * @returns {Promise<{ minified: number, gzipped: number }>}
 * @throws {Error} where an import leads nowhere: it would be missing in the sum, and for the user
 */
export async function bundleSize(entry, { external = [], platform = 'browser', folder = root } = {}) {
  /** @type {(specifier: string) => boolean} */
  const isExternal = (specifier) =>
    specifier.startsWith('node:') || external.some((name) => specifier === name || specifier.startsWith(`${name}/`));
  const bundle = await rolldown({
    input: entry,
    cwd: folder,
    platform,
    external: isExternal,
    onLog: (_level, log) => {
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
    },
  });
  try {
    const { output } = await bundle.generate({ format: 'esm', minify: true });
    const files = output.map((file) => Buffer.from(file.type === 'chunk' ? file.code : file.source));
    return {
      minified: files.reduce((sum, file) => sum + file.length, 0),
      gzipped: files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0),
    };
  } finally {
    await bundle.close();
  }
}
