import { describe, expect, test } from 'vitest';
import { nextVersions } from '../../release/versions.mjs';

describe('nextVersions', () => {
  const tensor = { name: 'tensor', version: '0.1.4' };
  const elastic = { name: 'elastic', version: '0.1.0', dependencies: { tensor: '^0.1.0', fflate: '~1.0.0' } };
  const augment = { name: 'augment', version: '0.3.0', dependencies: { elastic: '^0.1.0' } };
  const backends = { name: 'backends', version: '1.0.0', peerDependencies: { simd: '>=0.1.0', tensor: '^0.1.0' } };
  const simd = { name: 'simd', version: '0.1.0' };
  const packages = [augment, backends, elastic, simd, tensor];

  test('a patch bumps the package alone, for all ranges admit it', () => {
    expect(nextVersions(packages, [{ elastic: 'patch' }])).toEqual(new Map([['elastic', '0.1.1']]));
    expect(nextVersions(packages, [{ simd: 'minor' }])).toEqual(new Map([['simd', '0.2.0']]));
    expect(nextVersions(packages, [])).toEqual(new Map());
  });

  test('those whose range is left behind follow, also at one remove: dependents by a patch, peers by a major version', () => {
    const dependent = { name: 'late', version: '0.0.1', dependencies: { augment: '^0.3.0' } };
    expect(nextVersions([dependent, ...packages], [{ elastic: 'minor' }])).toEqual(
      new Map([
        ['elastic', '0.2.0'],
        ['augment', '0.3.1'],
      ]),
    );
    expect(nextVersions(packages, [{ tensor: 'minor' }])).toEqual(
      new Map([
        ['tensor', '0.2.0'],
        ['elastic', '0.1.1'],
        ['backends', '2.0.0'],
      ]),
    );
    const exact = { name: 'exact', version: '0.0.1', dependencies: { elastic: '^0.0.9' } };
    const again = { name: 'again', version: '0.0.5', dependencies: { exact: '^0.0.1' } };
    expect([...nextVersions([again, exact, ...packages], [{ elastic: 'minor' }]).keys()].sort()).toEqual([
      'again',
      'augment',
      'elastic',
      'exact',
    ]);
  });

  test('the largest of several changesets counts', () => {
    const changesets = [{ elastic: 'patch' }, { elastic: 'minor', augment: 'minor' }, { elastic: 'patch' }] as const;
    expect(nextVersions(packages, changesets)).toEqual(
      new Map([
        ['elastic', '0.2.0'],
        ['augment', '0.4.0'],
      ]),
    );
  });

  test('refuses a changeset for a package that is not there', () => {
    expect(() => nextVersions(packages, [{ elastics: 'patch' }])).toThrow(
      'nextVersions: a changeset names elastics, which is no public package',
    );
  });
});
