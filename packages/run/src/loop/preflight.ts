import type { DeviceLimits } from '@unet/backends';
import { fitToDevice, trainingMemory } from '@unet/model';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import type { RunPlan } from '../plan/run-plan.ts';
import { formatBytes } from '../words/format.ts';

/** Whether a device can train what is planned. */
export interface Preflight {
  /** Bytes that a step takes, as an estimate. */
  readonly bytes: number;
  /** Why it cannot, in a sentence; undefined where it can. */
  readonly problem: string | undefined;
  /** What it can train instead; undefined where nothing has to be changed, or nothing helps. */
  readonly offer: { readonly inputSize: number; readonly baseWidth: number } | undefined;
}

/** The part of a plan that decides what it takes. */
export type Demand = Pick<RunPlan, 'config' | 'inputSize'> & {
  readonly settings: Pick<RunPlan['settings'], 'optimizer' | 'batchSize'>;
};

/**
 * Estimates what a step takes, and compares it with what the device can hold.
 * @param limits of the device: `deviceLimits()` of `@unet/backends`
 * @param machineBytes memory of the machine, of which half is for everything else; undefined where it is not known
 */
export function preflight(
  demand: Demand,
  slices: readonly LabelledSliceArrays[],
  limits: DeviceLimits,
  machineBytes: number | undefined,
): Preflight {
  const { config, inputSize, settings } = demand;
  const memory = least(limits.memory, machineBytes === undefined ? undefined : machineBytes / 2);
  const { backendName, unfoldsConvolutions } = limits;
  const { batchSize } = settings;
  const step = { batchSize, optimizerSlots: settings.optimizer === 'sgd' ? 1 : 2 };
  const needs = trainingMemory(config, { ...step, inputSize, backendName, unfoldsConvolutions });
  const images = slices.map(({ image }) => image);
  const fit = fitToDevice(config, images, { ...limits, memory }, { ...step, largestInputSize: inputSize });
  const bytes = needs.peak;
  if (fit?.inputSize === inputSize && fit.config.baseWidth === config.baseWidth) {
    return { bytes, problem: undefined, offer: undefined };
  }
  const piece = Math.max(needs.largestTensor.bytes, needs.largestMatrix?.bytes ?? 0);
  const problem = `Squares of ${inputSize} pixels with ${config.baseWidth} channels need about ${formatBytes(bytes)}, ${formatBytes(piece)} in one piece; here ${allowed(limits, memory)}.`;
  return { bytes, problem, offer: fit && { inputSize: fit.inputSize, baseWidth: fit.config.baseWidth } };
}

/** What is offered, in words. */
export function describeOffer({ inputSize, baseWidth }: NonNullable<Preflight['offer']>, demand: Demand): string {
  const squares = `squares of ${inputSize} pixels`;
  return baseWidth === demand.config.baseWidth ? squares : `${squares} and ${baseWidth} channels`;
}

function allowed({ textureSide, largestTensorBytes, backendName }: DeviceLimits, memory: number | undefined): string {
  const parts: string[] = [];
  if (textureSide !== undefined)
    parts.push(`${backendName} has textures of at most ${textureSide} × ${textureSide} texels`);
  else if (largestTensorBytes !== undefined)
    parts.push(`${backendName} holds ${formatBytes(largestTensorBytes)} in one piece`);
  if (memory !== undefined) parts.push(`there are ${formatBytes(memory)} for it`);
  return parts.join(', and ');
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
