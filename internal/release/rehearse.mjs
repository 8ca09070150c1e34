// `npm run release:rehearse`: plays a release of what is committed, and a second one after a single change, by the commands of the release
// workflow: in a clone, on a registry that listens on the loopback. It looks at what only a registry shows: versions, changelogs, tags, and
// what comes when somebody installs by name. (What a package holds and whether it runs is for `npm run check`.) Nothing of it reaches the
// repository, a registry elsewhere, or tokens.
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicPackages, readJson, root } from '../scripts/packages.mjs';
import { succeed } from '../scripts/run-command.mjs';
import { cleanEnvironment } from './environment.mjs';
import { startRegistry } from './registry.mjs';

/** What the second release changes, and who depends on it. */
const CHANGED = '@unet/elastic';
const DEPENDENT = '@unet/augment';
/** The longest of the commands builds and checks everything. */
const SECONDS = 900;

const start = performance.now();
const workplace = realpathSync(mkdtempSync(join(tmpdir(), 'unet-release-')));
process.once('exit', () => rmSync(workplace, { recursive: true, force: true, maxRetries: 10 }));
for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => process.exit(130));

const npmrc = join(workplace, 'npmrc');
const environment = await cleanEnvironment(npmrc);
const copy = join(workplace, 'repository');
await run('git', ['clone', '--quiet', root, copy], workplace);
await run('git', ['checkout', '--quiet', '-B', 'main'], copy);
await run('npm', ['ci', '--prefer-offline', '--ignore-scripts'], copy);
tell('cloned what is committed, and installed its tools');

const registry = await startRegistry(join(workplace, 'registry'), (command, args, cwd) => run(command, args, cwd));
const rc = `@unet:registry=${registry}\n${registry.replace('http:', '')}:_authToken=rehearsal\n`;
writeFileSync(npmrc, rc);
// While publishing there is no other registry at all.
const publishing = { ...environment, npm_config_registry: registry };

const first = await release();
const everything = publicPackages(copy).map(({ manifest }) => manifest.name);
const missing = everything.filter((name) => !first.has(name));
if (missing.length > 0) throw new Error(`the first release did not publish ${missing.join(', ')}`);
await install(everything, first);

writeFileSync(join(copy, '.changeset/rehearsal.md'), `---\n"${CHANGED}": patch\n---\n\nA change for a rehearsal.\n`);
await commit('a change');
const second = await release();
if ([...second.keys()].join() !== CHANGED) {
  throw new Error(`one patch of ${CHANGED} published ${[...second.keys()].join(', ') || 'nothing'}`);
}
await install([DEPENDENT], new Map([...first, ...second]));
await run('npx', ['vitest', 'run', '--project', 'node', 'internal/testing/test/manifests'], copy);
tell('two releases, and who installs gets them');
process.exit();

/**
 * Plays the workflow once: versions from changesets, then what npm does not have is published.
 * @returns {Promise<Map<string, string>>} what the registry has now and had not before: versions by name
 */
async function release() {
  const plan = join(workplace, 'plan.json');
  await run('npx', ['changeset', 'status', '--output', '../plan.json'], copy);
  /** @typedef {{ name: string, type: string }} Release */
  /** @type {{ changesets: { releases: Release[] }[], releases: (Release & { newVersion: string })[] }} */
  const { changesets, releases: all } = readJson(plan);
  // Those that are private, as the examples, follow too.
  const releases = all.filter(({ name }) => name.startsWith('@unet/'));
  const asked = changesets.flatMap((one) => one.releases.map(({ name, type }) => `${name} ${type}`));
  for (const { name, type } of releases) {
    if (type === 'major' && !asked.includes(`${name} major`)) throw new Error(`${name} gets a major version, unasked`);
  }
  await run('npm', ['run', '--silent', 'release:version'], copy);
  for (const { name, newVersion } of releases) {
    const changelog = readFileSync(join(copy, 'packages', name.replace('@unet/', ''), 'CHANGELOG.md'), 'utf8');
    const isRight = changelog.startsWith(`# ${name}\n\n## ${newVersion}\n`);
    if (!isRight) throw new Error(`CHANGELOG.md of ${name} does not begin with ${newVersion}`);
  }
  if (releases.length > 0) await commit('next versions');
  tell(`new versions: ${releases.map(({ name, newVersion }) => `${name}@${newVersion}`).join(' ') || 'none'}`);

  const before = await published();
  await run('npm', ['run', '--silent', 'check:packages'], copy);
  await run('npm', ['run', '--silent', 'release:publish'], copy, publishing);
  const after = await published();
  const tags = (await run('git', ['tag', '--list'], copy)).split('\n');
  for (const { manifest } of publicPackages(copy)) {
    const { name, version } = manifest;
    if (after.get(name) !== version)
      throw new Error(`the newest ${name} in the registry is ${after.get(name)}, not ${version}`);
    if (!tags.includes(`${name}@${version}`)) throw new Error(`there is no tag ${name}@${version}`);
  }
  const added = [...after].filter(([name, version]) => before.get(name) !== version);
  tell(`published ${added.length} packages`);
  return new Map(added);
}

/** @returns {Promise<Map<string, string>>} the newest version in the registry by name */
async function published() {
  const versions = new Map();
  for (const { manifest } of publicPackages(copy)) {
    const response = await fetch(`${registry}${manifest.name.replace('/', '%2f')}`);
    if (response.ok) versions.set(manifest.name, JSON.parse(await response.text())['dist-tags'].latest);
  }
  return versions;
}

/**
 * Installs by name into an empty folder; each of ours must be there once and in its newest version.
 * @param {readonly string[]} names
 * @param {ReadonlyMap<string, string>} versions
 */
async function install(names, versions) {
  const project = mkdtempSync(join(workplace, 'installed-'));
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  await run('npm', ['install', '--strict-peer-deps', '--ignore-scripts', ...names], project);
  /** @type {Record<string, { version: string }>} */
  const installed = readJson(join(project, 'node_modules/.package-lock.json')).packages;
  for (const [path, { version }] of Object.entries(installed)) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (name.startsWith('@unet/') && version !== versions.get(name)) {
      throw new Error(`who installs ${names.join(', ')} gets ${name} ${version} (${path}), not ${versions.get(name)}`);
    }
  }
  tell(`installed ${names.length === 1 ? names[0] : `${names.length} packages`} by name`);
}

/** @param {string} message */
async function commit(message) {
  await run('git', ['add', '--all'], copy);
  await run('git', ['commit', '--quiet', `--message=${message}`], copy);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} [env]
 */
function run(command, args, cwd, env = environment) {
  return succeed(command, args, cwd, SECONDS, env);
}

/** @param {string} message */
function tell(message) {
  console.log(`${((performance.now() - start) / 1000).toFixed(0).padStart(4)} s  ${message}`);
}
