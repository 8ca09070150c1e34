/**
 * The blocks of a README that are fenced as js, in order: what a reader would paste into example.mjs.
 * @param {string} text
 * @returns {string[]}
 */
export function exampleBlocks(text) {
  return [...text.matchAll(/^```js\n(.*?)^```$/gms)].map((match) => match[1]);
}

/**
 * The packages that the first `npm install` line of a README names, without its flags and comment.
 * @param {string} text
 * @returns {string[]}
 */
export function installedNames(text) {
  const line = /^\s*npm (?:install|i) (.*)$/m.exec(text.replaceAll('\\\n', ' '))?.[1] ?? '';
  return line
    .replace(/#.*/, '')
    .split(/\s+/)
    .filter((word) => word !== '' && !word.startsWith('-'));
}
