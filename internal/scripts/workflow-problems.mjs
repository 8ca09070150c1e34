import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

/**
 * @typedef {import('yaml').YAMLMap} YamlMap
 * @typedef {(node: unknown, message: string) => void} Report
 */

/** Events that run with the rights of the repository on what strangers sent. */
const RISKY_EVENTS = ['pull_request_target', 'workflow_run'];
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;

/**
 * Where a GitHub workflow asks for more trust than this repository gives:
 *
 * - an action that is not pinned by its full commit hash, or does not say its version in a comment
 * - a workflow that grants rights to all of its jobs, or a job that does not state its own
 * - `id-token: write` outside of an environment, which a person can guard
 * - an expression within `run`, where what it holds becomes code; `env` is the way
 * - a checkout that leaves its token behind, an event that gives strangers the repository's rights
 * - a workflow without `concurrency`, a job without `timeout-minutes`
 *
 * What GitHub itself would refuse is for actionlint to find.
 * @param {string} source
 * @returns {{ line: number, column: number, message: string }[]}
 */
export function workflowProblems(source) {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  /** @type {{ line: number, column: number, message: string }[]} */
  const problems = [];
  /** @type {Report} */
  const report = (node, message) => {
    const range = /** @type {{ range?: [number] } | null | undefined} */ (node)?.range;
    const { line, col } = lines.linePos(range?.[0] ?? 0);
    problems.push({ line, column: col, message });
  };

  const workflow = document.contents;
  if (!isMap(workflow)) return [{ line: 1, column: 1, message: 'a workflow must be a map' }];
  checkTop(workflow, report);
  for (const [name, job] of jobsOf(workflow.get('jobs', true))) {
    if (isMap(job)) checkJob(name, job, report);
  }
  return problems;
}

/**
 * @param {YamlMap} workflow
 * @param {Report} report
 */
function checkTop(workflow, report) {
  const permissions = workflow.get('permissions', true);
  if (!isMap(permissions) || permissions.items.length > 0) {
    report(permissions ?? workflow, 'permissions of the workflow must be {}: each job states its own');
  }
  if (!workflow.has('concurrency')) report(workflow, 'concurrency must say what happens to runs that overlap');
  const on = workflow.get('on', true);
  for (const event of eventsOf(on).filter((one) => RISKY_EVENTS.includes(one))) {
    report(on, `${event} gives what strangers sent the rights of the repository`);
  }
}

/**
 * @param {string} name
 * @param {YamlMap} job
 * @param {Report} report
 */
function checkJob(name, job, report) {
  const permissions = job.get('permissions', true);
  if (!isMap(permissions)) {
    report(permissions ?? job, `job ${name} must state its permissions one by one`);
  } else if (permissions.get('id-token') === 'write' && !job.has('environment')) {
    report(permissions, `job ${name} has id-token: write and must have an environment`);
  }
  if (job.has('uses')) checkUses(job, report);
  else if (!job.has('timeout-minutes')) report(job, `job ${name} must have timeout-minutes`);
  const steps = job.get('steps', true);
  for (const step of isSeq(steps) ? steps.items : []) {
    if (isMap(step)) checkStep(step, report);
  }
}

/**
 * @param {YamlMap} step
 * @param {Report} report
 */
function checkStep(step, report) {
  const run = step.get('run', true);
  if (isScalar(run) && String(run.value).includes('${{')) {
    report(run, 'run must hold no expression: pass it through env, where it stays data');
  }
  if (!step.has('uses')) return;
  checkUses(step, report);
  if (
    String(step.get('uses')).startsWith('actions/checkout@') &&
    step.getIn(['with', 'persist-credentials']) !== false
  ) {
    report(step, 'checkout must have persist-credentials: false');
  }
}

/**
 * @param {YamlMap} owner a step, or a job that calls a workflow
 * @param {Report} report
 */
function checkUses(owner, report) {
  const uses = owner.get('uses', true);
  if (!isScalar(uses)) return;
  const action = String(uses.value);
  if (action.startsWith('./')) return;
  if (!PINNED.test(action)) report(uses, `${action} must be pinned by its full commit hash`);
  else if (!/^ v\d+(\.\d+)*$/.test(uses.comment ?? ''))
    report(uses, `${action} must say its version, as in "# v1.2.3"`);
}

/**
 * The names in `on: push`, `on: [push]` and `on: { push: ... }`.
 * @param {unknown} on
 * @returns {string[]}
 */
function eventsOf(on) {
  if (isMap(on)) return on.items.map(({ key }) => String(key));
  if (isSeq(on)) return on.items.map(String);
  return [String(on)];
}

/**
 * @param {unknown} jobs
 * @returns {[string, unknown][]}
 */
function jobsOf(jobs) {
  return isMap(jobs) ? jobs.items.map(({ key, value }) => [String(key), value]) : [];
}
