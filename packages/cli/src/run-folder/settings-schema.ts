import type { RunSettings } from '@unet/run/arrays';
import { z } from 'zod';

const count = z.int().min(1);
const rate = z.number().gt(0);

/** What a setting may be; ranges that depend on other settings are checked where a run is planned. */
export const settingsSchema = z.strictObject({
  architecture: z.enum(['u-net', 'fcn-32s', 'fcn-16s', 'fcn-8s']).optional().describe('the network; default u-net'),
  base: z.int().min(1).max(1024).describe('channels of the first block'),
  depth: z.int().min(1).max(8).describe('number of poolings'),
  inputSize: count.optional().describe('side of the input squares in pixels; default: chosen for the slices'),
  inputSizeLimit: count.describe('largest side that is chosen'),
  optimizer: z.enum(['sgd', 'adam']).describe('sgd has momentum 0.99, as in the paper'),
  learningRate: rate.describe('the rate that the schedule starts from'),
  schedule: z.enum(['constant', 'inverse-root', 'cosine', 'step']).describe('how the learning rate goes'),
  steady: count.optional().describe('inverse-root: steps over which the rate hardly falls; default 200'),
  warmup: z.int().min(0).optional().describe('cosine: steps at the start over which the rate rises; default 0'),
  finalShare: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('cosine: share of the rate that is left at the end; default 0'),
  every: count.optional().describe('step: steps between two changes; default 1000'),
  factor: rate.optional().describe('step: what the rate is multiplied by at each; default 0.1'),
  batchSize: count.describe('tiles in one step'),
  placement: z.enum(['grid', 'random']).describe('tiles on the grid of the overlap tiles, or anywhere'),
  borderWeight: z.number().min(0).describe('w0 of the weight map: how much borders between cells count'),
  borderRegion: z.enum(['everywhere', 'background']).describe('where they count'),
  borderSigma: rate.optional().describe('sigma of the weight map in pixels; default 5'),
  connectivity: z
    .union([z.literal(4), z.literal(8)])
    .optional()
    .describe('which pixels of a label hang together'),
  classBalance: z.enum(['notebook', 'inverse-frequency', 'none']).describe('how the weight map balances the classes'),
  augmentation: z
    .union([z.enum(['default', 'notebook', 'paper', 'none']), z.record(z.string(), z.unknown())])
    .describe('a preset, or the options of @unet/augment'),
  dropout: z.enum(['none', 'bottom', 'last-two']).describe('where half of the values are dropped while training'),
  seed: z.int().describe('of weights, order of tiles and augmentation'),
});

type Name = keyof typeof settingsSchema.shape;

/** Does not compile where the schema or the type has a setting that the other lacks. */
const _same: [Exclude<keyof RunSettings, Name>, Exclude<Name, keyof RunSettings>] extends [never, never]
  ? true
  : never = true;
