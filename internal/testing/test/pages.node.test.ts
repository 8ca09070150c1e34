import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const filesOf = (folder: string, pattern: RegExp) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .filter((name) => pattern.test(name))
        .map((name) => join(folder, name))
    : [];

const folders = ['.', '.changeset', '.github', 'docs', ...filesOf('packages', /./), ...filesOf('examples', /./)];

/** A page without its code, in which brackets mean something else. */
function prose(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));
}

/** The anchors that GitHub gives the headings of a page. */
function anchors(path: string): string[] {
  return [...prose(read(path)).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function brokenLinks(path: string, text: string): string[] {
  const targets = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
  return targets.filter((target) => {
    if (/^https?:/.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    const page = file === '' ? path : join(dirname(path), file);
    if (!existsSync(join(root, page))) return true;
    return anchor !== undefined && !anchors(page).includes(anchor);
  });
}

test('brokenLinks finds files and headings that are not there', () => {
  const good = '[a](README.md) ![b](docs/predictions.png) [c](CONTRIBUTING.md#a-new-package) [d](#packages) `e[0](x)`';
  expect(brokenLinks('README.md', good)).toEqual([]);
  const bad = '[a](READ.md) [b](CONTRIBUTING.md#nothing) [c](#nowhere) [d](../packages)';
  expect(brokenLinks('README.md', bad)).toEqual(['READ.md', 'CONTRIBUTING.md#nothing', '#nowhere', '../packages']);
});

test.each(folders.flatMap((folder) => filesOf(folder, /\.md$/)))('links of %s lead somewhere', (path) => {
  expect(brokenLinks(path, read(path))).toEqual([]);
});

test.each(filesOf('.github/ISSUE_TEMPLATE', /(?<!config)\.yml$/))('%s is a form for issues', (path) => {
  const form = parse(read(path));
  expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
  const ids = form.body.map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const field of form.body) {
    expect(['textarea', 'input', 'dropdown', 'checkboxes']).toContain(field.type);
    expect(field.attributes.label).toMatch(/./);
  }
});
