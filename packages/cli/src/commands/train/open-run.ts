import { hasPlace, moveSource, withoutPlace } from '../../data/move-source.ts';
import { freeRunFolder, type RunConfig, readRunConfig } from '../../run-folder/run-config.ts';
import { type RunFolder, runFolder } from '../../run-folder/run-folder.ts';
import { sameJson } from '../../run-folder/same-json.ts';
import type { TrainRequest } from './request.ts';
import type { TrainOptions } from './train-options.ts';

const DEFAULT_OUT = 'runs/train';

/** A run that is to be trained. */
interface OpenedRun {
  readonly folder: RunFolder;
  readonly config: RunConfig;
  /** Whether nothing of it was there. */
  readonly isNew: boolean;
}

/** A new run in a free folder, or the run of an old one, with what was asked for put on top. Nothing is written yet. */
export async function openRun(request: TrainRequest): Promise<OpenedRun> {
  const { settings, length, source, out, resume, asked } = request;
  const fresh: RunConfig = {
    settings,
    length,
    source,
    symmetries: undefined,
    dataHash: undefined,
    formerIdentity: undefined,
  };
  if (!resume && out === undefined) return { folder: await freeRunFolder(DEFAULT_OUT), config: fresh, isNew: true };
  const folder = runFolder(out ?? DEFAULT_OUT);
  const existing = await readRunConfig(folder);
  if (!resume) {
    if (existing === undefined) return { folder, config: fresh, isNew: true };
    throw new Error(`${folder.path}: holds a run already; continue it with --resume, or choose another --out`);
  }
  if (existing === undefined) throw new Error(`${folder.path}: holds no run that could be resumed`);
  const kept = { ...existing.settings, ...existing.source };
  // Data may have moved: whether they are those is told by their hash, where the run has kept one, and not by their place.
  const mayMove = existing.dataHash !== undefined && hasPlace(existing.source);
  const fixed = mayMove ? withoutPlace(asked.source) : asked.source;
  for (const [name, wanted] of Object.entries({ ...asked.settings, ...fixed })) {
    const was = kept[name as keyof typeof kept];
    if (sameJson(was, wanted)) continue;
    throw new Error(
      `${folder.path}: its run has ${name} ${was === undefined ? 'unset' : JSON.stringify(was)}, --resume cannot change it to ${JSON.stringify(wanted)}`,
    );
  }
  const longer = Object.keys(asked.length).length > 0 ? asked.length : existing.length;
  if (existing.settings.schedule === 'cosine' && !sameJson(longer, existing.length)) {
    throw new Error(
      `${folder.path}: the rate of its run falls to its end over ${describeLength(existing.length)}; one over ${describeLength(longer)} is another run`,
    );
  }
  return {
    folder,
    config: { ...existing, length: longer, source: moveSource(existing.source, asked.source) },
    isNew: false,
  };
}

function describeLength({ steps, epochs }: RunConfig['length']): string {
  return steps === undefined ? `${epochs} epochs` : `${steps} steps`;
}

/** A request that says whether the folder holds a run that is to go on. */
export async function settle(request: TrainRequest, { resumeIfThere }: TrainOptions): Promise<TrainRequest> {
  if (resumeIfThere !== true) return request;
  return { ...request, resume: (await readRunConfig(runFolder(request.out!))) !== undefined };
}
