import { readFile } from 'node:fs/promises';
import type { RunPlan } from '@unet/run';
import type { FolderStore } from '../../run-folder/folder-store.ts';
import { readRunConfig } from '../../run-folder/run-config.ts';
import { type RunFolder, writeJson } from '../../run-folder/run-folder.ts';
import { sameJson } from '../../run-folder/same-json.ts';
import type { Output } from '../../terminal/output.ts';

/** Says where a run begins, and whether anything of it is there. */
export async function sayWhereItBegins(
  store: FolderStore,
  folder: RunFolder,
  resume: boolean,
  output: Output,
): Promise<boolean> {
  const newest = await store.latest();
  if (newest !== undefined) output.say(`Run: ${folder.path}, continued after step ${newest.step}`);
  else if (resume) output.say(`Run: ${folder.path}, which holds no checkpoint: it begins again from step 0`);
  else output.say(`Run: ${folder.path}`);
  return newest !== undefined || resume;
}

/** Throws a RangeError where a run has taken more steps than it is to have. */
export async function checkLength(store: FolderStore, { steps }: RunPlan, folder: RunFolder): Promise<void> {
  const done = (await store.latest())?.step ?? 0;
  if (done <= steps) return;
  throw new RangeError(
    `${folder.path}: has taken ${done} steps already; --steps and --epochs must not end before, got ${steps} steps`,
  );
}

/** Writes `config.json`, unless it says all that already. */
export async function keepConfig({ config }: RunFolder, kept: object): Promise<void> {
  const written = await readFile(config, 'utf8').then(JSON.parse, () => undefined);
  if (!sameJson(written, kept)) await writeJson(config, kept);
}

/** Throws where another process has begun a run in a folder that had none when this process looked. */
export async function refuseOther(folder: RunFolder): Promise<void> {
  if ((await readRunConfig(folder)) === undefined) return;
  throw new Error(`${folder.path}: another process has begun a run there meanwhile; choose another --out`);
}
