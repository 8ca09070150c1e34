/**
 * @typedef {object} InstalledPackage an entry of node_modules/.package-lock.json
 * @property {string} [version]
 * @property {Readonly<Record<string, string>>} [peerDependencies]
 * @property {Readonly<Record<string, { optional?: boolean }>>} [peerDependenciesMeta]
 */

const MODULES = 'node_modules/';

/**
 * Which peers of installed packages are not there, and which peers of ours a reader is not told of. npm installs peers by itself; other
 * installers leave them to the reader, who knows only what the README's install line names.
 * @param {Readonly<Record<string, InstalledPackage>>} installed by path, such as `node_modules/@unet/tiling`
 * @param {readonly string[]} documented the names in the install line
 * @returns {string[]}
 */
export function peerProblems(installed, documented) {
  return Object.entries(installed).flatMap(([path, { peerDependencies = {}, peerDependenciesMeta = {} }]) => {
    const name = path.slice(path.lastIndexOf(MODULES) + MODULES.length);
    const required = Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional !== true);
    return required.flatMap((peer) => {
      if (!isReachable(peer, path, installed)) return [`${name} wants its peer ${peer}, which is not installed`];
      if (name.startsWith('@unet/') && !documented.includes(peer)) {
        return [`${name} wants its peer ${peer}, which the README's install line does not name`];
      }
      return [];
    });
  });
}

/**
 * Whether a package finds another one: beside itself or further up.
 * @param {string} name
 * @param {string} path
 * @param {Readonly<Record<string, InstalledPackage>>} installed
 */
function isReachable(name, path, installed) {
  const folders = path.split(MODULES).slice(0, -1);
  return folders.some((_, index) => `${folders.slice(0, index + 1).join(MODULES)}${MODULES}${name}` in installed);
}
