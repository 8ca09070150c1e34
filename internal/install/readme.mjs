import { lexer } from 'marked';

/**
 * @typedef {object} CodeBlock
 * @property {string} language what stands after the fence, empty for an indented block
 * @property {string} code ends with a line break
 * @property {number} line of its first line of code, from 1
 * @property {string} before code that readers need not see and its check does, from a comment `<!-- before: ... -->` above the block
 * @property {string | undefined} unchecked why nobody runs it, from a comment `<!-- unchecked: reason -->` above the block
 */

const COMMENT = /<!-- (before|unchecked):([\s\S]*?)-->/g;

/**
 * All code blocks of a README that stand in no list, in order: fenced, and indented by four spaces.
 * @param {string} text
 * @returns {CodeBlock[]}
 * @throws {Error} if a fence is never closed, which would hide what follows
 */
export function codeBlocks(text) {
  /** @type {CodeBlock[]} */
  const blocks = [];
  /** @type {Record<string, string>} what comments have said about the next block */
  let said = {};
  let line = 1;
  for (const token of lexer(text)) {
    const { type, raw } = token;
    if (type === 'html') {
      for (const [, key, value] of raw.matchAll(COMMENT)) said[key] = value.trim();
    } else if (type === 'code') {
      const { lang = '', text: code, codeBlockStyle } = /** @type {import('marked').Tokens.Code} */ (token);
      const isFenced = codeBlockStyle !== 'indented';
      if (isFenced && !/\n```\s*$/.test(raw)) throw new Error(`the fence in line ${line} is never closed`);
      const { before = '', unchecked } = said;
      const start = isFenced ? line + 1 : line;
      blocks.push({ language: lang, code: `${code}\n`, line: start, before, unchecked });
      said = {};
    } else if (type !== 'space') {
      said = {};
    }
    line += raw.split('\n').length - 1;
  }
  return blocks;
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
