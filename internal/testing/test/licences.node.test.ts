import { describe, expect, test } from 'vitest';
import { licenceProblems, permits } from '../../scripts/licence-problems.mjs';

const allowed = ['MIT', 'ISC'];

describe('permits', () => {
  test.each([
    'MIT',
    'MIT OR GPL-3.0-only',
    'GPL-3.0-only OR ISC',
    '(GPL-2.0-only OR MIT)',
    'MIT AND ISC',
    'GPL-3.0-only OR MIT AND ISC',
  ])('%s', (expression) => {
    expect(permits(expression, allowed)).toBe(true);
  });

  test.each([
    'GPL-3.0-only',
    'MIT AND GPL-3.0-only',
    'mit',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE',
    '(MIT OR X) AND (GPL-3.0-only OR Y)',
    '',
  ])('not %s', (expression) => {
    expect(permits(expression, allowed)).toBe(false);
  });
});

describe('licenceProblems', () => {
  const exceptions = [{ packages: ['font', 'tool-*'], licence: 'MPL-2.0', reason: 'unchanged' }];
  const lockOf = (packages: Record<string, object>) => ({
    packages: { '': { license: 'X' }, 'packages/own': {}, 'node_modules/own': { link: true }, ...packages },
  });

  test('allowed licences and exceptions pass; our own packages are not looked at', () => {
    const lock = lockOf({
      'node_modules/a': { version: '1.0.0', license: 'MIT' },
      'node_modules/font': { version: '1.0.0', license: 'MPL-2.0' },
    });
    expect(licenceProblems(lock, { allowed, exceptions })).toEqual([]);
  });

  test('names a package that is refused with version and place, also one inside another and one without a licence', () => {
    const lock = lockOf({
      'node_modules/a/node_modules/@b/c': { version: '2.0.0', license: 'AGPL-3.0-only' },
      'node_modules/d': { version: '3.0.0' },
      'internal/x/node_modules/e': { version: '4.0.0', license: 'GPL-2.0-only' },
    });
    expect(licenceProblems(lock, { allowed, exceptions: [] })).toEqual([
      '@b/c 2.0.0 (node_modules/a/node_modules/@b/c): AGPL-3.0-only',
      'd 3.0.0 (node_modules/d): states no licence',
      'e 4.0.0 (internal/x/node_modules/e): GPL-2.0-only',
    ]);
  });

  test('an exception holds for its licence, and for names that begin as it says', () => {
    const lock = lockOf({
      'node_modules/tool-linux': { version: '1.0.0', license: 'MPL-2.0' },
      'node_modules/toolbox': { version: '1.0.0', license: 'MPL-2.0' },
      'node_modules/font': { version: '2.0.0', license: 'SSPL-1.0' },
    });
    expect(licenceProblems(lock, { allowed, exceptions })).toEqual([
      'toolbox 1.0.0 (node_modules/toolbox): MPL-2.0',
      'font 2.0.0 (node_modules/font): SSPL-1.0',
    ]);
  });

  test('an exception that nobody needs is a problem', () => {
    expect(licenceProblems(lockOf({}), { allowed, exceptions })).toEqual([
      'no package needs the exception for font, tool-*',
    ]);
  });
});
