import { expect, test } from 'vitest';
import { exampleBlocks, installedNames } from '../../scripts/readme.mjs';

const fence = '```';

test('exampleBlocks takes the blocks fenced as js, and no others', () => {
  const text = `a\n${fence}sh\nnpm i\n${fence}\n${fence}js\nlet a;\n\nlet b;\n${fence}\n${fence}json\n{}\n${fence}\n${fence}js\nlet c;\n${fence}\n`;
  expect(exampleBlocks(text)).toEqual(['let a;\n\nlet b;\n', 'let c;\n']);
  expect(exampleBlocks('no block')).toEqual([]);
});

test.each([
  ['npm install @unet/tensor @tensorflow/tfjs-core', ['@unet/tensor', '@tensorflow/tfjs-core']],
  ['npm i --save-dev a  b', ['a', 'b']],
  ['npm install a \\\n  b', ['a', 'b']],
  ['npm install a # for Node', ['a']],
  ['text\n  npm install a\nnpm install b', ['a']],
  ['yarn add a', []],
])('installedNames of %j', (text, names) => {
  expect(installedNames(text)).toEqual(names);
});
