/**
 * What is wrong with a changelog after a release; empty if it tells what a user of the package wants to know.
 * @param {string} changelog the text of CHANGELOG.md
 * @param {{ name: string, version: string, summaries: readonly string[], before?: string }} release what the changesets say about the
 *   package, none if it is released for its dependencies alone; and the changelog before, if there was one
 * @returns {string[]}
 */
export function changelogProblems(changelog, { name, version, summaries, before = `# ${name}\n` }) {
  const problems = [];
  if (!changelog.startsWith(`# ${name}\n`)) problems.push(`must begin with "# ${name}"`);
  const sections = changelog.split(/^## /m).slice(1);
  const [newest = ''] = sections;
  if (!newest.startsWith(`${version}\n`)) problems.push(`the first section must be ${version}`);
  const versions = sections.map((section) => section.split('\n', 1)[0]);
  for (const [index, one] of versions.entries()) {
    if (versions.indexOf(one) !== index) problems.push(`has two sections ${one}`);
  }
  for (const summary of summaries) {
    // What comes after the first line is indented there.
    const [first = ''] = summary.trim().split('\n');
    if (!newest.includes(first)) problems.push(`${version} must hold "${first}"`);
  }
  if (summaries.length === 0 && !newest.includes('Updated dependencies')) {
    problems.push(`${version} must say which dependencies it was released for`);
  }
  if (!changelog.endsWith(before.slice(`# ${name}\n`.length))) problems.push('older sections must stay as they are');
  return problems;
}
