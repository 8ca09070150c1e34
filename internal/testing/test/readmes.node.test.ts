import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { codeBlocks, installedNames } from '../../install/readme.mjs';
import { commandProblems } from '../../install/readme-commands.mjs';
import { checkBlockTypes } from '../../install/types.mjs';
import { publicPackages } from '../../scripts/packages.mjs';

const text = `# Title

Text, then commands:

    npm install @unet/tiling \\
      @unet/tensor # both

    npm test

- a list item

    that goes on

<!-- before:
declare const image: number[];
-->

\`\`\`ts
image.map((value) => value + 1);
\`\`\`

<!-- unchecked: wants a microscope -->
\`\`\`sh
scan --all
\`\`\`

<!-- unchecked: of nothing, for text follows -->
Text.

\`\`\`js
console.log(1);

console.log(2);
\`\`\`
`;

describe('codeBlocks', () => {
  test('finds fenced and indented blocks with their lines and comments, and no lists', () => {
    const [commands, typed, unchecked, example, ...more] = codeBlocks(text);
    expect(more).toEqual([]);
    const plain = { before: '', unchecked: undefined };
    const install = 'npm install @unet/tiling \\\n  @unet/tensor # both\n\nnpm test\n';
    expect(commands).toEqual({ ...plain, language: '', line: 5, code: install });
    const map = 'image.map((value) => value + 1);\n';
    expect(typed).toEqual({ ...plain, language: 'ts', line: 19, code: map, before: 'declare const image: number[];' });
    expect(unchecked).toMatchObject({
      language: 'sh',
      line: 24,
      code: 'scan --all\n',
      unchecked: 'wants a microscope',
    });
    expect(example).toEqual({ ...plain, language: 'js', line: 31, code: 'console.log(1);\n\nconsole.log(2);\n' });
  });

  test('installedNames are what the first install line names', () => {
    expect(installedNames(text)).toEqual(['@unet/tiling', '@unet/tensor']);
  });

  test('a fence that is never closed would hide what follows', () => {
    expect(() => codeBlocks('```js\nconsole.log(1);\n')).toThrow('line 1 is never closed');
  });
});

describe('commandProblems', () => {
  const known = {
    isPackage: (name: string) => name === 'known',
    isScript: (name: string, workspace?: string) =>
      ['run-it', 'test', 'unet'].includes(name) || (name === 'build' && workspace === 'page'),
    help: async (_: string, command?: string) =>
      command === 'train' ? '--recipe <name>' : '--data <folder>\n--steps <n>\n--no-figures',
  };

  test.each([
    'npm ci && npm test',
    'npm install -D known # and no more\nnpm run run-it',
    'npm run run-it -- --data folder --steps 3 --no-figures',
    'npm run build -w page',
    'npx unet train folder --recipe quick && npm run unet -- train --recipe quick',
  ])('%j is right', async (code) => {
    expect(await commandProblems(code, known)).toEqual([]);
  });

  test.each([
    ['npm install known unknown', 'there is no package unknown'],
    ['npm ci && npm run other', 'there is no script "other"'],
    ['npm run run-it -w page2 && npm run build', 'there is no script "build"'],
    ['npm run run-it -w page -- --step 3', '"run-it" has no option --step'],
    ['npm run run-it -- \\\n  --figures', '"run-it" has no option --figures'],
    ['npx @unet/cli train --steps 3', '"unet train" has no option --steps'],
    ['npm start', '`npm start` is no command that is checked; say above the block why it need not be'],
    ['curl example.org', '`curl example.org` is no command that is checked; say above the block why it need not be'],
  ])('%j: %s', async (code, problem) => {
    expect(await commandProblems(code, known)).toEqual([problem]);
  });
});

describe('checkBlockTypes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unet-blocks-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const good = { readme: 'README.md', language: 'ts', line: 10, unchecked: undefined, before: '' };

  test('reports a mistake with its line in the README; blocks do not see each other', async () => {
    const blocks = [
      {
        ...good,
        before: 'declare const size: number;\ndeclare const name: string;',
        code: 'const sum = size + 1;\nsum.trim();\n',
      },
      { ...good, line: 30, code: 'const sum: string = 1;\n' },
      { ...good, line: 40, before: 'declare const wrong: Missing;', code: 'await Promise.resolve();\n' },
    ];
    const problem = await checkBlockTypes(folder, blocks).catch((error: Error) => error.message);
    const lines = String(problem).split('\n').slice(1, 4);
    expect(lines[0]).toMatch(/^README\.md:11:5: error TS2339: Property 'trim'/);
    expect(lines[1]).toMatch(/^README\.md:30:7: error TS2322/);
    expect(lines[2]).toMatch(/^README\.md:40, in what stands before it: error TS2304/);
  });

  test('passes what is right, with modules of Node.js', async () => {
    const code = "import { join } from 'node:path';\nawait fetch(join('a', 'b'));\n";
    await checkBlockTypes(folder, [{ ...good, code }]);
  });
});

test("the graph in the root's README is that of the packages", () => {
  const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
  const graph = codeBlocks(readme).find(({ language }) => language === 'mermaid')!.code;
  const drawn = [...graph.matchAll(/^ {2}([\w-]+) (-->|-\.->) ([\w-]+)$/gm)].map(
    ([, from, arrow, to]) => `${from} ${arrow} ${to}`,
  );
  const short = (name: string) => name.replace('@unet/', '');
  const real = publicPackages().flatMap(({ manifest }) => {
    const arrows = (siblings: Record<string, string> = {}, arrow: string) =>
      Object.keys(siblings)
        .filter((name) => name.startsWith('@unet/'))
        .map((name) => `${short(manifest.name)} ${arrow} ${short(name)}`);
    return [...arrows(manifest.dependencies, '-->'), ...arrows(manifest.peerDependencies, '-.->')];
  });
  expect(drawn.sort()).toEqual(real.sort());
});
