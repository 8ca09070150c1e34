import { type Signal, signal } from '@preact/signals';
import { paperInputSize } from '@unet/model/arrays';
import { type RecipeName, recipes } from '@unet/run/arrays';
import type { BackendName } from '../../engine/backend-name.ts';

/** The recipes that the page offers; networks and lengths it has of its own. */
export type PageRecipe = Extract<RecipeName, 'quick' | 'paper'>;

/** What the user chooses in this panel. */
export interface TrainSettings {
  /** `auto`: the fastest that has been measured, `simd` as long as none has. */
  readonly backend: BackendName | 'auto';
  readonly baseWidth: number;
  readonly depth: number;
  /** Side of the network's input; the nearest that is legal and fits is taken. */
  readonly inputSize: number;
  readonly steps: number;
  readonly recipe: PageRecipe;
  readonly learningRate: number;
  readonly seed: number;
}

/** Networks with a name. */
export type NetworkSize = 'small' | 'medium' | 'paper';

type Network = Pick<TrainSettings, 'baseWidth' | 'depth' | 'inputSize'>;

/** `small` learns within a minute on two cores, `medium` within some; `paper` is that of Ronneberger et al. (2015). */
export const networkSizes: Readonly<Record<NetworkSize, Network>> = {
  small: { baseWidth: 8, depth: 3, inputSize: 188 },
  medium: { baseWidth: 16, depth: 3, inputSize: 236 },
  paper: { baseWidth: 64, depth: 4, inputSize: paperInputSize },
};

/** The learning rate that a recipe starts with. */
export const recipeRates: Readonly<Record<PageRecipe, number>> = {
  quick: recipes.quick.settings.learningRate,
  paper: recipes.paper.settings.learningRate,
};

export const settings: Signal<TrainSettings> = signal({
  backend: 'auto',
  ...networkSizes.small,
  steps: 300,
  recipe: 'quick',
  learningRate: recipeRates.quick,
  seed: 1,
});

/** Changes some of the settings. */
export function change(part: Partial<TrainSettings>): void {
  settings.value = { ...settings.value, ...part };
}

/** The name of a network, if it has one. */
export function sizeOf({ baseWidth, depth }: TrainSettings): NetworkSize | undefined {
  const names = Object.keys(networkSizes) as NetworkSize[];
  return names.find((name) => networkSizes[name].baseWidth === baseWidth && networkSizes[name].depth === depth);
}
