import { connectedComponents } from '@unet/components/arrays';
import { mostProbableClass } from '@unet/model/arrays';
import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { type LabelledSlice, sliceName } from './slice.ts';

/** Something that looks wrong but can be meant; for people, in one line. */
export interface Alarm {
  readonly kind: 'image-constant' | 'label-empty' | 'label-inverted' | 'prediction-one-class' | 'loss-not-finite';
  readonly message: string;
}

/**
 * What looks wrong with labelled slices before any training: constant images, labels of one class, labels turned around.
 * @example
 * for (const { message } of sliceAlarms(slices)) console.warn(message);
 */
export function sliceAlarms(slices: readonly LabelledSlice[]): Alarm[] {
  return slices.flatMap((slice, index) => {
    const name = sliceName(slice, index);
    const alarms: Alarm[] = [];
    if (isConstant(slice.image.data)) {
      alarms.push({ kind: 'image-constant', message: `${name}: image has the same value everywhere` });
    }
    if (isConstant(slice.label.data)) {
      alarms.push({ kind: 'label-empty', message: `${name}: label has only class ${slice.label.data[0]}` });
    } else if (looksInverted(slice.label)) {
      alarms.push({
        kind: 'label-inverted',
        message: `${name}: label looks inverted: class 0 makes the separate cells, class 1 the net between them`,
      });
    }
    return alarms;
  });
}

/** An alarm where a prediction, probabilities `[height, width, classes]`, is of one class in every pixel. */
export function predictionAlarm(name: string, probabilities: ImageArray): Alarm | undefined {
  const { data } = mostProbableClass(probabilities);
  if (!isConstant(data)) return undefined;
  return { kind: 'prediction-one-class', message: `${name}: every pixel is predicted as class ${data[0]}` };
}

/** An alarm where a loss is NaN or infinite: training has diverged and cannot recover. */
export function lossAlarm(step: number, loss: number): Alarm | undefined {
  if (Number.isFinite(loss)) return undefined;
  return { kind: 'loss-not-finite', message: `step ${step}: loss is ${loss}; try a lower learning rate` };
}

function isConstant(data: Float32Array | Int32Array): boolean {
  return data.every((value) => value === data[0]);
}

/**
 * Cells are many, separate and fill most of the picture; the background between them is one net. Where class 0 is the one
 * in many pieces and class 1 the net, somebody has black and white the other way round. Rather quiet than wrong: where most of the
 * picture is background, or fewer than about ten cells are seen, it may go unnoticed.
 */
function looksInverted(label: LabelArray): boolean {
  const inside = label.data.reduce((count, value) => count + (value !== 0 ? 1 : 0), 0);
  if (inside * 2 >= label.data.length) return false;
  const foreground = Int32Array.from(label.data, (value) => (value !== 0 ? 1 : 0));
  const turned = foreground.map((value) => 1 - value);
  const pieces = (data: Int32Array) => connectedComponents({ ...label, data }, { connectivity: 4 }).count;
  return pieces(turned) > 2 * pieces(foreground);
}
