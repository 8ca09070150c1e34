import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicPackages } from '../scripts/packed-packages.mjs';
import { changelogProblems } from './changelog-problems.mjs';
import { pendingChangesets } from './changesets.mjs';
import { packedProblems } from './packed-problems.mjs';
import { commit } from './repository-copy.mjs';
import { nextVersions } from './versions.mjs';

/**
 * @typedef {import('./repository-copy.mjs').Run} Run
 * @typedef {import('../scripts/packed-packages.mjs').PublicPackage} PublicPackage
 * @typedef {object} Tools
 * @property {Run} run
 * @property {string} registry the address, with a slash at the end
 * @property {(message: string) => void} tell
 */

/**
 * Plays one release by the very commands of the release workflow, and looks after each at what came of it: versions and changelogs as the
 * changesets ask for them, and no others; packages that hold what they must; a registry that has them, and a tag for each.
 * @param {string} copy of the repository, in which all is committed
 * @param {Tools} tools
 * @returns {Promise<Map<string, string>>} what was published: versions by name
 * @throws {Error} with everything that is wrong
 */
export async function playRelease(copy, tools) {
  const bumped = await makeVersions(copy, tools);
  await tools.run('npm', ['run', '--silent', 'build'], copy);
  tools.tell('built');
  await checkPacked(copy, tools);
  return publish(copy, bumped, tools);
}

/**
 * @param {string} copy
 * @param {Tools} tools
 * @returns {Promise<Map<string, string>>} the new versions by name
 */
async function makeVersions(copy, { run, tell }) {
  const before = publicPackages(copy).map((one) => ({ ...one, changelog: changelogOf(one) }));
  const changesets = pendingChangesets(copy);
  const expected = nextVersions(
    before.map(({ manifest }) => manifest),
    changesets.map(({ bumps }) => bumps),
  );
  await run('npm', ['run', '--silent', 'release:version'], copy);

  const problems = publicPackages(copy).flatMap((one, index) => {
    const { name, version } = one.manifest;
    const old = before[index];
    const wanted = expected.get(name) ?? old.manifest.version;
    if (version !== wanted) return [`${name} became ${version}; by the changesets it must be ${wanted}`];
    const changelog = changelogOf(one);
    if (!expected.has(name)) {
      const isTouched = changelog !== old.changelog || !isEqual(one.manifest, old.manifest);
      return isTouched ? [`${name} is not released, but its manifest or changelog was changed`] : [];
    }
    if (changelog === undefined) return [`${name} has no CHANGELOG.md`];
    const summaries = changesets.filter(({ bumps }) => name in bumps).map(({ summary }) => summary);
    const release = { name, version, summaries, ...(old.changelog === undefined ? {} : { before: old.changelog }) };
    return changelogProblems(changelog, release).map((problem) => `CHANGELOG.md of ${name}: ${problem}`);
  });
  if (pendingChangesets(copy).length > 0) problems.push('changesets are left over');
  refuse(problems);
  await commit(copy, 'next versions', run);
  const list = [...expected].map(([name, version]) => `${name.replace('@unet/', '')} ${version}`).join(', ');
  tell(`new versions and changelogs: ${list || 'none, for nothing waits for a release'}`);
  return expected;
}

/**
 * @param {string} copy
 * @param {Tools} tools
 */
async function checkPacked(copy, { run, tell }) {
  const packages = publicPackages(copy);
  const folders = packages.map(({ folder }) => folder);
  const listed = await run('npm', ['pack', '--dry-run', '--json', ...folders], copy);
  /** @type {{ name: string, files: { path: string }[] }[]} */
  const packed = Object.values(JSON.parse(listed));
  const problems = packages.flatMap(({ manifest }) => {
    const files = packed.find(({ name }) => name === manifest.name)?.files ?? [];
    return packedProblems(
      manifest,
      files.map(({ path }) => path),
    ).map((problem) => `${manifest.name}: ${problem}`);
  });
  refuse(problems);
  await run('npm', ['run', '--silent', 'check:packages'], copy);
  tell('what would be packed is what the manifests promise, and publint and attw find no fault with it');
}

/**
 * @param {string} copy
 * @param {ReadonlyMap<string, string>} bumped
 * @param {Tools} tools
 */
async function publish(copy, bumped, { run, registry, tell }) {
  const packages = publicPackages(copy);
  const before = new Map(
    await Promise.all(
      packages.map(async ({ manifest: { name } }) => /** @type {const} */ ([name, await published(registry, name)])),
    ),
  );
  await run('npm', ['run', '--silent', 'release:publish'], copy);

  const tags = (await run('git', ['tag', '--list'], copy)).split('\n');
  /** @type {Map<string, string>} */
  const added = new Map();
  /** @type {string[]} */
  const problems = [];
  for (const { manifest } of packages) {
    const { name, version } = manifest;
    const old = before.get(name)?.versions ?? [];
    const { versions, latest } = await published(registry, name);
    const isNew = old.length === 0 || bumped.has(name);
    const wanted = isNew ? [...old, version] : old;
    if (versions.join() !== wanted.join()) {
      problems.push(
        `the registry has ${name} ${versions.join(', ') || 'not at all'}; it must have ${wanted.join(', ')}`,
      );
    }
    if (latest !== version) problems.push(`the newest ${name} in the registry is ${latest}; it must be ${version}`);
    if (isNew && !tags.includes(`${name}@${version}`)) problems.push(`no tag ${name}@${version}`);
    if (isNew) added.set(name, version);
  }
  refuse(problems);
  tell(`published ${added.size} of ${packages.length} packages`);
  return added;
}

/**
 * @param {string} registry
 * @param {string} name
 * @returns {Promise<{ versions: string[], latest?: string }>} no versions if it is not there
 */
async function published(registry, name) {
  const response = await fetch(`${registry}${name.replace('/', '%2f')}`);
  if (response.status === 404) return { versions: [] };
  if (!response.ok) throw new Error(`the registry answered ${response.status} for ${name}`);
  /** @type {{ versions: Record<string, unknown>, 'dist-tags': { latest: string } }} */
  const document = JSON.parse(await response.text());
  return { versions: Object.keys(document.versions), latest: document['dist-tags'].latest };
}

/** @param {PublicPackage} one */
function changelogOf({ folder }) {
  const path = join(folder, 'CHANGELOG.md');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/**
 * @param {unknown} left
 * @param {unknown} right
 */
function isEqual(left, right) {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** @param {readonly string[]} problems */
function refuse(problems) {
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
