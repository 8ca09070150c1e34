import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicPackages } from '../scripts/packed-packages.mjs';
import { checkInstalled } from './check-installed.mjs';
import { playRelease } from './play-release.mjs';
import { commit } from './repository-copy.mjs';

/** What the second release changes, and who depends on it. */
const CHANGED = '@unet/elastic';
const DEPENDENT = '@unet/augment';
const TEST = 'internal/testing/test/manifests.node.test.ts';

/**
 * Plays a second release after one change of one package: nothing else may get a version, those who install a dependent get the change,
 * and the repository still passes its own test of the manifests.
 * @param {string} copy after its first release
 * @param {import('./play-release.mjs').Tools & { stage: import('./check-installed.mjs').Stage }} tools
 */
export async function checkSecond(copy, { stage, ...tools }) {
  const changeset = `---\n"${CHANGED}": patch\n---\n\nA change for a rehearsal.\n`;
  writeFileSync(join(copy, '.changeset/rehearsal.md'), changeset);
  await commit(copy, 'a change', tools.run);
  const published = await playRelease(copy, tools);
  if ([...published.keys()].join() !== CHANGED) {
    throw new Error(`one patch of ${CHANGED} published ${[...published.keys()].join(', ') || 'nothing'}`);
  }
  await tools.run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'node', TEST], copy);
  tools.tell('the manifests pass their test after both releases');

  const dependent = publicPackages(copy).find(({ manifest }) => manifest.name === DEPENDENT);
  if (dependent === undefined) throw new Error(`${DEPENDENT} is gone`);
  const outcomes = await checkInstalled(dependent, stage);
  const failed = outcomes.filter(({ problem }) => problem !== '');
  if (failed.length > 0) {
    throw new Error(failed.map(({ step, problem }) => `${DEPENDENT}, ${step}: ${problem}`).join('\n'));
  }
  const { version } = JSON.parse(
    readFileSync(join(stage.folder, 'augment/node_modules', CHANGED, 'package.json'), 'utf8'),
  );
  if (version !== published.get(CHANGED)) {
    throw new Error(`who installs ${DEPENDENT} gets ${CHANGED} ${version}, not ${published.get(CHANGED)}`);
  }
  tools.tell(`who installs ${DEPENDENT} gets ${CHANGED} ${version}`);
}
