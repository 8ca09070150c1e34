import type { DeviceLimits } from '@unet/backends';
import { trainingMemory } from '@unet/model/arrays';
import { fitToDevice, type LabelledSlice } from '@unet/trainer/arrays';
import type { RunPlan } from '../../storage/stored-run.ts';
import { formatBytes } from '../format.ts';

/** Whether a device can train what is planned. */
export interface Preflight {
  /** Bytes that a step takes, as an estimate. */
  readonly bytes: number;
  /** Why it cannot, in a sentence; undefined where it can. */
  readonly problem: string | undefined;
  /** What it can train instead; undefined where nothing has to be changed, or nothing helps. */
  readonly offer: { readonly tile: number; readonly baseWidth: number } | undefined;
}

/** The part of a plan that decides what it takes. */
export type Demand = Pick<RunPlan, 'config' | 'tile' | 'recipe'>;

/**
 * Estimates what a step takes, and compares it with what the device can hold.
 * @param machineBytes memory of the machine, where it is known to be small: {@link smallMachine}
 */
export function preflight(
  demand: Demand,
  slices: readonly LabelledSlice[],
  limits: DeviceLimits,
  machineBytes: number | undefined,
): Preflight {
  const { config, tile, recipe } = demand;
  // Half of it is for everything else: slices, browser, system.
  const memory = least(limits.memory, machineBytes === undefined ? undefined : machineBytes / 2);
  const { unfoldsConvolutions } = limits;
  const options = { unfoldsConvolutions, optimizerSlots: recipe === 'paper' ? 1 : 2 };
  const needs = trainingMemory(config, tile, options);
  const fit = fitToDevice(config, slices, { ...limits, ...options, memory, largestTile: tile });
  const bytes = needs.training;
  if (fit?.tile === tile && fit.config.baseWidth === config.baseWidth) {
    return { bytes, problem: undefined, offer: undefined };
  }
  const piece = Math.max(needs.largestTensor.bytes, needs.largestMatrix?.bytes ?? 0);
  const problem = `Squares of ${tile} pixels with ${config.baseWidth} channels need about ${formatBytes(bytes)}, ${formatBytes(piece)} in one piece; here ${allowed(limits, memory)}.`;
  return { bytes, problem, offer: fit && { tile: fit.tile, baseWidth: fit.config.baseWidth } };
}

/** What is offered, in words. */
export function describeOffer({ tile, baseWidth }: NonNullable<Preflight['offer']>, demand: Demand): string {
  const squares = `squares of ${tile} pixels`;
  return baseWidth === demand.config.baseWidth ? squares : `${squares} and ${baseWidth} channels`;
}

function allowed({ textureSide, largestTensorBytes, backend }: DeviceLimits, memory: number | undefined): string {
  const parts: string[] = [];
  if (textureSide !== undefined)
    parts.push(`${backend} has textures of at most ${textureSide} × ${textureSide} texels`);
  else if (largestTensorBytes !== undefined)
    parts.push(`${backend} holds ${formatBytes(largestTensorBytes)} in one piece`);
  if (memory !== undefined) parts.push(`there are ${formatBytes(memory)} for it`);
  return parts.join(', and ');
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
