import { z } from 'zod';

const count = z.int().min(1);

/** `length` of `config.json`. */
export const lengthSchema = z.strictObject({ steps: count.optional(), epochs: count.optional() });

/** `source` of `config.json`. */
export const sourceSchema = z.strictObject({
  data: z.string().optional(),
  images: z.string().optional(),
  labels: z.string().optional(),
  scale: z.string().optional(),
  holdout: count.optional(),
  fold: z.int().min(0).optional(),
  folds: z.int().min(2).optional(),
  phantomSeed: z.number().optional(),
});
