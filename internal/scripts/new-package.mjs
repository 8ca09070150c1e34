// `npm run new-package -- <name> "<description>"`: a package like the others, with one small function that works, its tests, and every
// entry that the repository wants of a package.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './packages.mjs';

/** Its package.json and tsconfig.json are what the new ones are made of, so that they cannot be out of date. */
const SIBLING = 'packages/components';
const TEMPLATE = join(root, 'internal/templates/package');
/** Thousands of bytes for what the template and the parts of @unet/tensor that it imports measure, and a little more. */
const LIMITS = { '': 2.5, '/arrays': 1.5 };

const [name = '', description = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  throw new RangeError(`new-package: the name must be in lower case with hyphens, such as weight-map, got "${name}"`);
}
if (!/^[A-Z].{20,}[^.]$/.test(description)) {
  throw new RangeError(
    `new-package: the description must be a phrase of more than 20 letters without a full stop, got "${description}"`,
  );
}
if (existsSync(join(root, 'packages', name))) throw new RangeError(`new-package: packages/${name} is there already`);

writeManifest();
copyTemplate();
write(`.changeset/${name}.md`, `---\n"@unet/${name}": minor\n---\n\n${description}.\n`);
enterIntoTables();

console.log(`packages/${name} is there. Now:

  npm install                                      links it
  npm run build
  npx vitest run internal/testing packages/${name}

Then replace its function by your own, and say in .changeset/${name}.md, in its README and in the root's table what it does.`);

function writeManifest() {
  const manifest = readJson(`${SIBLING}/package.json`);
  const tensor = readJson('packages/tensor/package.json').version;
  write(
    `packages/${name}/package.json`,
    toJson({
      ...manifest,
      name: `@unet/${name}`,
      version: '0.0.0',
      description,
      repository: { ...manifest.repository, directory: `packages/${name}` },
      dependencies: { '@unet/tensor': `^${tensor}` },
    }),
  );
  write(`packages/${name}/tsconfig.json`, readFileSync(join(root, SIBLING, 'tsconfig.json'), 'utf8'));
  write(`packages/${name}/LICENSE`, readFileSync(join(root, 'LICENSE'), 'utf8'));
}

function copyTemplate() {
  const camelName = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const values = new Map(Object.entries({ name, camelName, description }));
  const files = readdirSync(TEMPLATE, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.template'),
  );
  for (const file of files) {
    const text = readFileSync(join(TEMPLATE, file), 'utf8').replace(/{{(\w+)}}/g, (_, key) => String(values.get(key)));
    write(join('packages', name, file.replace('.template', '').replace(/\bname\./, `${name}.`)), text);
  }
}

function enterIntoTables() {
  const configuration = readJson('tsconfig.json');
  configuration.references.push({ path: `packages/${name}` });
  configuration.references.sort(byKey(({ path }) => path));
  write('tsconfig.json', toJson(configuration));

  const sizes = readJson('internal/policy/size-limits.json');
  for (const [entry, limit] of Object.entries(LIMITS)) sizes.limits[`@unet/${name}${entry}`] = limit;
  sizes.limits = Object.fromEntries(Object.entries(sizes.limits).sort(byKey(([entry]) => entry)));
  write('internal/policy/size-limits.json', toJson(sizes));

  const phrase = description[0].toLowerCase() + description.slice(1);
  let readme = readFileSync(join(root, 'README.md'), 'utf8');
  readme = insertAfterLast(readme, /^\| \[`[\w-]+`\]\(packages\//, `| [\`${name}\`](packages/${name}) | ${phrase} |`);
  readme = insertAfterLast(readme, /^ {2}[\w-]+ --> [\w-]+$/, `  ${name} --> tensor`);
  write('README.md', readme);
}

/**
 * @param {string} text
 * @param {RegExp} pattern of a line
 * @param {string} line
 */
function insertAfterLast(text, pattern, line) {
  const lines = text.split('\n');
  const last = lines.findLastIndex((one) => pattern.test(one));
  if (last < 0) throw new Error(`new-package: README.md has no line like ${pattern}`);
  return lines.toSpliced(last + 1, 0, line).join('\n');
}

/**
 * @template T
 * @param {(item: T) => string} key
 * @returns {(left: T, right: T) => number}
 */
function byKey(key) {
  return (left, right) => (key(left) < key(right) ? -1 : 1);
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

/** @param {unknown} value */
function toJson(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
