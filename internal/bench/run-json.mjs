import { runCommand } from '../scripts/run-command.mjs';

/** Longest that one process may take. */
const seconds = 600;

/**
 * Runs a program that prints one JSON line at its end, in a process of its own.
 * @throws Error with the last line that it wrote, if it fails
 */
export async function runJson(command, args) {
  const { code, output, standardOutput } = await runCommand(command, args.map(String), process.cwd(), seconds);
  if (code !== 0) throw new Error(`${args[0]}: ${reasonOf(output)}`);
  return JSON.parse(standardOutput.trim().split('\n').at(-1));
}

/** The line of a program's output that says what went wrong: Node's and Python's `Error: ...`, or else the last one. */
function reasonOf(output) {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(at |Node\.js v)/.test(line));
  return lines.findLast((line) => /^\w*(Error|Exception)\b/.test(line)) ?? lines.at(-1) ?? 'wrote nothing';
}
