import { checkCount, checkObject, checkOptions, describe } from '@unet/tensor/internal';

/** What `phantomSlices` makes. All lengths are in pixels. */
export interface PhantomOptions {
  /** Equal seeds give equal slices on every machine. */
  readonly seed: string | number;
  /** Number of slices, default 12. Slice k of a seed is the same whatever the count. */
  readonly count?: number;
  /** Default 256. */
  readonly height?: number;
  /** Default 256. */
  readonly width?: number;
  /**
   * Side of the square that one cell takes on average, default 52: a slice holds about `height * width / cellDiameter ** 2`
   * cells. Organelles grow with it. At least 4 times `membraneWidth`.
   */
  readonly cellDiameter?: number;
  /** Mean width of the membrane between two cells, in image and label, default 5.5; it varies along a wall. At least 1. */
  readonly membraneWidth?: number;
  /** How many mitochondria, vesicles, tubules and dense spots there are, relative to the default 1; 0 for none. */
  readonly organelles?: number;
  /** Strength of the grain, relative to the default 1; 0 for none. */
  readonly noise?: number;
}

/** {@link PhantomOptions} with every default filled in. */
export type ResolvedPhantomOptions = Required<PhantomOptions>;

const optionNames: Record<keyof PhantomOptions, true> = {
  seed: true,
  count: true,
  height: true,
  width: true,
  cellDiameter: true,
  membraneWidth: true,
  organelles: true,
  noise: true,
};

/** A cell narrower than this many membranes would be all membrane. */
const narrowestCell = 4;

/** Fills in the defaults and checks every value. */
export function resolvePhantomOptions(options: PhantomOptions): ResolvedPhantomOptions {
  const where = 'phantomSlices';
  checkObject(where, 'options', options, 'an object with a seed');
  checkOptions(where, options, optionNames);
  const { seed, count = 12, height = 256, width = 256 } = options;
  const { cellDiameter = 52, membraneWidth = 5.5, organelles = 1, noise = 1 } = options;
  if (typeof seed !== 'string' && !Number.isFinite(seed)) {
    throw new TypeError(`${where}: seed must be a string or a finite number, got ${describe(seed)}`);
  }
  for (const [name, value] of Object.entries({ count, height, width })) checkCount(where, name, value);
  atLeast('membraneWidth', membraneWidth, 1);
  atLeast('cellDiameter', cellDiameter, narrowestCell * membraneWidth);
  atLeast('organelles', organelles, 0);
  atLeast('noise', noise, 0);
  return { seed, count, height, width, cellDiameter, membraneWidth, organelles, noise };
}

function atLeast(name: string, value: number, least: number): void {
  if (!Number.isFinite(value) || value < least) {
    throw new RangeError(`phantomSlices: ${name} must be a finite number >= ${least}, got ${describe(value)}`);
  }
}
