import { mostProbableClass } from '@unet/model';
import { type Image, type Label, type LabelledSlice, type Lifted, labelToArray, lift } from '@unet/tensor';
import type { ImageArray, LabelArray, LabelledSliceArrays } from '@unet/tensor/arrays';
import { isTensor } from '@unet/tensor/internal';
import * as arrays from './alarms-of-arrays.ts';
import { areTensors } from './tensor-slice.ts';

const sliceAlarmsOfTensors: Lifted<typeof arrays.sliceAlarms> = lift('sliceAlarms', arrays.sliceAlarms, {
  slices: [{ image: 'image', label: 'label' }],
});

/**
 * What looks wrong with labelled slices before any training: constant images, labels of one class, labels turned around. Tensors are read
 * from their backend once each, which makes it asynchronous; for slices in plain memory it is not.
 * @throws TypeError, RangeError for what are no slices
 * @example
 * for (const { message } of sliceAlarms(slices)) console.warn(message);
 */
export function sliceAlarms(slices: readonly LabelledSliceArrays[]): arrays.Alarm[];
export function sliceAlarms(slices: readonly LabelledSlice[]): Promise<arrays.Alarm[]>;
export function sliceAlarms(
  slices: readonly LabelledSlice[] | readonly LabelledSliceArrays[],
): arrays.Alarm[] | Promise<arrays.Alarm[]> {
  return areTensors('sliceAlarms', slices) ? sliceAlarmsOfTensors(slices) : arrays.sliceAlarms(slices);
}

/**
 * An alarm where a prediction is of one class in every pixel. A tensor is read from its backend once, which makes it asynchronous.
 * @param name what the message calls it
 * @param prediction probabilities `[height, width, classes]`, or a class map
 * @throws TypeError, RangeError for what is neither
 * @example
 * const alarm = predictionAlarm('step 500', label);
 */
export function predictionAlarm(name: string, prediction: ImageArray | LabelArray): arrays.Alarm | undefined;
export function predictionAlarm(name: string, prediction: Image | Label): Promise<arrays.Alarm | undefined>;
export function predictionAlarm(
  name: string,
  prediction: Image | Label | ImageArray | LabelArray,
): arrays.Alarm | undefined | Promise<arrays.Alarm | undefined> {
  if (!isTensor(prediction)) return arrays.predictionAlarm(name, prediction as ImageArray | LabelArray);
  return alarmOfTensor(name, prediction as Image | Label);
}

async function alarmOfTensor(name: string, prediction: Image | Label): Promise<arrays.Alarm | undefined> {
  if (prediction.shape.length === 2) return arrays.predictionAlarm(name, await labelToArray(prediction as Label));
  // On the device: the class map is a third of the probabilities, or less.
  const label = mostProbableClass(prediction as Image);
  try {
    return arrays.predictionAlarm(name, await labelToArray(label));
  } finally {
    label.dispose();
  }
}
