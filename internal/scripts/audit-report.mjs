/**
 * @typedef {{ package: string, severity: string, title: string, url: string }} Advisory
 * @typedef {{ advisory: string, reason: string }} Acceptance `advisory` is the address of one
 */

const GRAVE = ['high', 'critical'];

/**
 * The advisories of severity high and critical in what `npm audit --json` printed, each once. Packages that are only affected because
 * they depend on another one are not repeated.
 * @param {string} output
 * @returns {{ advisories: Advisory[] } | { unanswered: string }} the second, with the reason, where no registry has answered: then
 *   nothing is known, which is not the same as nothing found
 */
export function readAuditReport(output) {
  /** @type {{ message?: string, error?: { summary?: string }, vulnerabilities?: Record<string, { via: (string | { name: string, title: string, url: string, severity: string })[] }> }} */
  let report;
  try {
    report = JSON.parse(output);
  } catch {
    return { unanswered: output.trim().split('\n')[0] || 'npm printed nothing' };
  }
  if (report.vulnerabilities === undefined) {
    return { unanswered: report.message || report.error?.summary || 'npm printed no report' };
  }
  /** @type {Map<string, Advisory>} */
  const found = new Map();
  for (const { via } of Object.values(report.vulnerabilities)) {
    for (const cause of via) {
      if (typeof cause === 'string' || !GRAVE.includes(cause.severity)) continue;
      const { name, severity, title, url } = cause;
      found.set(`${name} ${url}`, { package: name, severity, title, url });
    }
  }
  return { advisories: [...found.values()] };
}

/**
 * What is wrong: advisories on what users install, of which none is accepted; those on our tools that the policy does not accept; and
 * acceptances that nobody needs any more.
 * @param {readonly Advisory[]} forUsers
 * @param {readonly Advisory[]} forUs on everything that is locked
 * @param {readonly Acceptance[]} accepted
 * @returns {string[]}
 */
export function auditProblems(forUsers, forUs, accepted) {
  const reached = new Set(forUsers.map(({ url }) => url));
  const tools = forUs.filter(({ url }) => !reached.has(url));
  /** @type {(who: string) => (one: Advisory) => string} */
  const line = (who) => (one) => `${who}: ${one.package}, ${one.severity}: ${one.title} (${one.url})`;
  return [
    ...forUsers.map(line('users install')),
    ...tools.filter(({ url }) => accepted.every(({ advisory }) => advisory !== url)).map(line('our tools')),
    ...accepted
      .filter(({ advisory }) => tools.every(({ url }) => url !== advisory))
      .map(({ advisory }) => `nothing needs the acceptance of ${advisory}`),
  ];
}
