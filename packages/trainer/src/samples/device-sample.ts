import { clone, concat, dispose, ones, slice, type Tensor1D, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import { type Image, type Label, type Sample, type Weight, weightFromArray } from '@unet/tensor';
import { classBalanceMap, labelFromInstances } from '@unet/weight-map';
import type { DeviceFacts } from './device-facts.ts';
import { weighSample } from './sample-weights.ts';
import type { TileSettings } from './tile-options.ts';

/** A window as it was augmented: label and cells with their context. */
export interface MovedWindow {
  readonly image: Image;
  readonly label: Label;
  readonly cells?: Label;
}

/**
 * Makes a sample of an augmented window, whose tensors it takes over. Reads label and cells once, together, where distances between cells
 * count; they are measured on the CPU.
 */
export async function finishSample(
  { image, label: wide, cells }: MovedWindow,
  facts: DeviceFacts,
  settings: TileSettings,
): Promise<Sample> {
  let label: Label | undefined;
  try {
    label = finishLabel(wide, settings);
    const weight =
      facts.measured === undefined ? balanceOf(label, facts, settings) : await measure(wide, cells, facts, settings);
    return { image, label, weight };
  } catch (error) {
    dispose(label === undefined ? image : [image, label]);
    throw error;
  } finally {
    dispose(cells === undefined ? wide : [wide, cells]);
  }
}

function finishLabel(wide: Label, { labels, weights, context }: TileSettings): Label {
  if (labels === 'classes') return cropped(wide, context);
  const { gap } = weights === false ? {} : weights;
  return tidy(() => cropped(labelFromInstances(wide, { gap }), context));
}

/** Weights without a border term; nothing is read. */
function balanceOf(label: Label, { balance }: DeviceFacts, { config }: TileSettings): Weight {
  if (balance === undefined) return ones(label.shape);
  return classBalanceMap(label, { classes: config.classes, balance: balance as ArrayLike<number> | Tensor1D });
}

async function measure(
  label: Label,
  cells: Label | undefined,
  { measured }: DeviceFacts,
  { weights, context }: TileSettings,
): Promise<Weight> {
  const [height, width] = label.shape;
  // One tensor, so that there is one wait for the device.
  const joined: Tensor2D = cells === undefined ? clone(label) : concat([label, cells], 0);
  let data: Int32Array;
  try {
    data = new Int32Array(await joined.data());
  } finally {
    joined.dispose();
  }
  const plane = (index: number) => ({
    height,
    width,
    data: data.slice(index * height * width, (index + 1) * height * width),
  });
  const ofCells = cells === undefined ? undefined : plane(1);
  return weightFromArray(weighSample(plane(0), ofCells, measured!, weights === false ? {} : weights, context));
}

/** A plane without so many pixels on every side; a tensor of its own. */
function cropped(plane: Tensor2D, by: number): Tensor2D {
  const [height, width] = plane.shape;
  return by === 0 ? clone(plane) : slice(plane, [by, by], [height - 2 * by, width - 2 * by]);
}
