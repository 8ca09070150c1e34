import { removeBackend } from '@tensorflow/tfjs-core';
import {
  availableBackends,
  BackendError,
  type ChosenBackend,
  defaultBackends,
  deviceLimits,
  initBackend,
} from '@unet/backends';
import { estimateStep, formatSeconds, measureSpeed, type RecipeName, recipes, type Speed } from '@unet/run';
import type { Output } from '../../terminal/output.ts';
import { table } from '../../words/table.ts';

/** Seconds for which steps of each of the four networks of a speed test are repeated. */
const SECONDS = 1;

/** What is known of a backend. Plain JSON. */
interface BackendFacts {
  readonly name: string;
  readonly packages: readonly string[];
  readonly installed: boolean;
  readonly picked: boolean;
  /** What became of it where it was tried, as a clause; how to have it where it is not installed. */
  readonly remark?: string | undefined;
  readonly speed?: Speed | undefined;
  /** About what a training step of each recipe takes. */
  readonly stepSeconds?: Readonly<Record<RecipeName, number>> | undefined;
}

/** Says what is installed, what would be taken, and what it is worth. */
export async function showBackends({ speed }: { readonly speed: boolean }, output: Output): Promise<void> {
  const available = await availableBackends();
  const chosen = await choose();
  if (!(chosen instanceof BackendError)) removeBackend(chosen.backendName);
  const picked = chosen instanceof BackendError ? undefined : chosen.name;
  const facts: BackendFacts[] = [];
  for (const { name, packages, installed } of available) {
    const tried = chosen.tried.find((attempt) => attempt.name === name && attempt.outcome !== 'chosen');
    const common = { name, packages, installed, picked: name === picked };
    if (!installed) facts.push({ ...common, remark: howToHave(name, packages) });
    else if (!speed) facts.push({ ...common, remark: tried?.detail });
    else facts.push({ ...common, ...(await measure(name, output)) });
  }
  const reason = chosen instanceof BackendError ? chosen.message : chosen.reason;
  output.result({ picked: picked ?? null, reason, backends: facts });
  output.say([...linesOf(facts, speed), reasonLine(chosen)].join('\n'));
}

async function choose(): Promise<ChosenBackend | BackendError> {
  return initBackend().catch((error: unknown) => {
    if (error instanceof BackendError) return error;
    throw error;
  });
}

function howToHave(name: string, packages: readonly string[]): string {
  const candidate = defaultBackends.find((one) => one.name === name);
  return candidate?.howToInstall ?? `npm install ${packages.join(' ')}`;
}

async function measure(name: string, output: Output): Promise<Pick<BackendFacts, 'remark' | 'speed' | 'stepSeconds'>> {
  output.say(`Measuring ${name} ...`);
  let backend: ChosenBackend;
  try {
    backend = await initBackend({ prefer: name });
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    return { remark: error.tried.at(-1)?.detail ?? error.message };
  }
  try {
    const { emulated, device } = deviceLimits();
    const speed = await measureSpeed({ seconds: SECONDS });
    const names = Object.keys(recipes) as RecipeName[];
    const steps = names.map((recipe) => {
      const { base, depth, inputSizeLimit, batchSize } = recipes[recipe].settings;
      return [recipe, batchSize * estimateStep(speed, { depth, baseWidth: base }, inputSizeLimit)] as const;
    });
    const remark = emulated ? `its GPU is emulated on the processor (${device})` : device;
    return { remark, speed, stepSeconds: Object.fromEntries(steps) as Record<RecipeName, number> };
  } finally {
    removeBackend(backend.backendName);
  }
}

function linesOf(facts: readonly BackendFacts[], speed: boolean): string[] {
  const names = Object.keys(recipes) as RecipeName[];
  const rows = facts.map(({ name, installed, picked, stepSeconds }) => [
    `${picked ? '*' : ' '} ${name}`,
    installed ? 'yes' : 'no',
    ...(speed ? names.map((recipe) => (stepSeconds === undefined ? '-' : formatSeconds(stepSeconds[recipe]))) : []),
  ]);
  const lines = table(['  backend', 'installed', ...(speed ? names : [])], rows);
  return lines.map((line, index) => {
    const remark = facts[index - 1]?.remark;
    return remark === undefined ? line : `${line}  ${remark}`;
  });
}

function reasonLine(chosen: ChosenBackend | BackendError): string {
  return chosen instanceof BackendError ? chosen.message : `Picked: ${chosen.reason}`;
}
