// `npm run check:audit`: does npm know of high or critical advisories on anything that is locked: what users of the packages install, or our
// tools? Those that do not reach us stand in internal/policy/advisories.json with the reason. The exit code is 1 if it does, and 75 where the
// registry (a mirror, or none at all) answers no audits: that is no success, and no advisory either.
import { readJson, root } from './packages.mjs';
import { runCommand } from './run-command.mjs';

const NOT_DONE = 75;

/** @type {{ accepted: { advisory: string, reason: string }[] }} */
const { accepted } = readJson(`${root}internal/policy/advisories.json`);
const { standardOutput, output } = await runCommand('npm', ['audit', '--json'], root, 120);
/** @type {{ message?: string, error?: { summary?: string }, vulnerabilities?: Record<string, { via: (string | { name: string, title: string, url: string, severity: string })[] }> }} */
const report = parse(standardOutput) ?? {};

if (report.vulnerabilities === undefined) {
  const reason = report.message || report.error?.summary || output.trim().split('\n')[0];
  console.error('*** NOT AUDITED: whether a dependency has known vulnerabilities IS NOT KNOWN. The registry said: ***');
  console.error(`*** ${reason || 'nothing'} ***`);
  process.exitCode = NOT_DONE;
} else {
  // Packages that are only affected because they depend on another one name that one: a string.
  const grave = Object.values(report.vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((cause) => typeof cause !== 'string')
    .filter(({ severity }) => ['high', 'critical'].includes(severity));
  const problems = [
    ...grave
      .filter(({ url }) => accepted.every(({ advisory }) => advisory !== url))
      .map(({ name, severity, title, url }) => `${name}, ${severity}: ${title} (${url})`),
    ...accepted
      .filter(({ advisory }) => grave.every(({ url }) => url !== advisory))
      .map(({ advisory }) => `nothing needs the acceptance of ${advisory}`),
  ];
  console.log([...new Set(problems)].join('\n') || 'No high or critical advisories.');
  if (problems.length > 0) {
    console.error(
      '\n`npm explain NAME` says what needs it, `npm update NAME` updates it. A tool that has no update and that the',
    );
    console.error('advisory does not reach here: internal/policy/advisories.json.');
    process.exitCode = 1;
  }
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
