/**
 * @typedef {object} CodeBlock
 * @property {string} language what stands after the fence, empty for an indented block
 * @property {string} code ends with a line break
 * @property {number} line of its first line of code, from 1
 * @property {string} before code that readers need not see and its check does, from a comment `<!-- before: ... -->` above the block
 * @property {string | undefined} unchecked why nobody runs it, from a comment `<!-- unchecked: reason -->` above the block
 */

const COMMENT = /^<!-- (before|unchecked):/;
const FENCE = /^```(\S*)\s*$/;
const INDENT = '    ';
const LIST_ITEM = /^\s*([-*]|\d+\.)\s/;

/**
 * All code blocks of a README, in order: fenced, and indented by four spaces.
 * @param {string} text
 * @returns {CodeBlock[]}
 * @throws {Error} if a fence or such a comment is never closed
 */
export function codeBlocks(text) {
  const lines = text.split('\n');
  /** @type {CodeBlock[]} */
  const blocks = [];
  /** @type {Record<string, string>} what comments have said about the next block */
  let said = {};
  let paragraph = '';
  /** @type {(language: string, start: number, end: number, indent: number) => void} */
  const add = (language, start, end, indent) => {
    const code = lines.slice(start, end).map((line) => `${line.slice(indent)}\n`);
    const { before = '', unchecked } = said;
    blocks.push({ language, code: code.join(''), line: start + 1, before, unchecked });
    said = {};
  };

  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    const comment = COMMENT.exec(line);
    const fence = FENCE.exec(line);
    if (comment) {
      const end = endOf(lines, at, /-->$/) + 1;
      const content = lines.slice(at, end).join('\n').slice(comment[0].length, -'-->'.length);
      said = { ...said, [comment[1]]: content.trim() };
      at = end;
    } else if (fence) {
      const end = endOf(lines, at + 1, /^```$/);
      add(fence[1], at + 1, end, 0);
      at = end + 1;
    } else if (line.startsWith(INDENT) && paragraph === '') {
      const end = endOfIndented(lines, at);
      add('', at, end, INDENT.length);
      at = end;
    } else {
      // What is indented below a list item belongs to it, also after an empty line.
      if (line !== '') paragraph = line;
      else if (!LIST_ITEM.test(paragraph)) paragraph = '';
      if (line !== '') said = {};
      at++;
    }
  }
  return blocks;
}

/**
 * The blocks of a README that are fenced as js, in order: what a reader would paste into example.mjs.
 * @param {string} text
 * @returns {string[]}
 */
export function exampleBlocks(text) {
  return codeBlocks(text)
    .filter(({ language }) => language === 'js')
    .map(({ code }) => code);
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

/**
 * @param {string[]} lines
 * @param {number} start
 * @param {RegExp} pattern
 */
function endOf(lines, start, pattern) {
  const length = lines.slice(start).findIndex((line) => pattern.test(line));
  if (length < 0) throw new Error(`what begins in line ${start} is never closed`);
  return start + length;
}

/**
 * @param {string[]} lines
 * @param {number} start
 */
function endOfIndented(lines, start) {
  let end = start;
  for (let at = start; at < lines.length && (lines[at] === '' || lines[at].startsWith(INDENT)); at++) {
    if (lines[at] !== '') end = at + 1;
  }
  return end;
}
