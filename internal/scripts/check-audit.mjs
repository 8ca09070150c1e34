// `npm run check:audit`: does npm know of high or critical advisories on what users of the packages install, or on our tools?
// The exit code is 1 if it does, and NOT_DONE where the registry (a mirror, or none at all) answers no audits: that is no success.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { auditProblems, readAuditReport } from './audit-report.mjs';
import { NOT_DONE } from './outcome.mjs';
import { publicPackages, root } from './packed-packages.mjs';
import { runCommand } from './run-command.mjs';

/** @type {{ accepted: import('./audit-report.mjs').Acceptance[] }} */
const { accepted } = JSON.parse(readFileSync(new URL('../policy/advisories.json', import.meta.url), 'utf8'));

const published = publicPackages().map(({ folder }) => `--workspace=${relative(root, folder)}`);
const [forUsers, forUs] = await Promise.all([audit(['--omit=dev', ...published]), audit([])]);

if ('unanswered' in forUsers || 'unanswered' in forUs) {
  const reason = 'unanswered' in forUsers ? forUsers.unanswered : 'unanswered' in forUs ? forUs.unanswered : '';
  console.error('*** NOT AUDITED: whether a dependency has known vulnerabilities IS NOT KNOWN. The registry said: ***');
  console.error(`*** ${reason} ***`);
  process.exitCode = NOT_DONE;
} else {
  const problems = auditProblems(forUsers.advisories, forUs.advisories, accepted);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error(
      '\nUpdate the package (`npm update NAME`). A tool that has no update and that the advisory does not reach here: internal/policy/advisories.json.',
    );
    process.exitCode = 1;
  } else {
    console.log('No high or critical advisories.');
  }
}

/** @param {string[]} args */
async function audit(args) {
  const { standardOutput, output } = await runCommand('npm', ['audit', '--json', ...args], root, 120);
  return readAuditReport(standardOutput || output);
}
