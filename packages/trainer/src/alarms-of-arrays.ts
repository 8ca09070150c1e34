import { connectedComponents } from '@unet/components/arrays';
import { mostProbableClass } from '@unet/model/arrays';
import type { ImageArray, LabelArray, LabelledSliceArrays } from '@unet/tensor/arrays';
import { checkImageArray, checkLabelArray, checkList, checkObject } from '@unet/tensor/internal';
import { sliceName } from './slice.ts';

/** Something that looks wrong but can be meant; for people, in one line. */
export interface Alarm {
  readonly kind: 'image-constant' | 'label-empty' | 'label-inverted' | 'prediction-one-class';
  readonly message: string;
}

/**
 * What looks wrong with labelled slices before any training: constant images, labels of one class, labels turned around.
 * @throws TypeError, RangeError for what are no slices in plain memory
 * @example
 * for (const { message } of sliceAlarms(slices)) console.warn(message);
 */
export function sliceAlarms(slices: readonly LabelledSliceArrays[]): Alarm[] {
  const where = 'sliceAlarms';
  checkList(where, 'slices', slices, 'slice');
  return slices.flatMap((slice, index) => {
    const name = sliceName(slice, index);
    checkObject(where, name, slice, '{ image, label }');
    checkImageArray(where, `${name}: image`, slice.image);
    checkLabelArray(where, `${name}: label`, slice.label);
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

/**
 * An alarm where a prediction is of one class in every pixel.
 * @param name what the message calls it
 * @param prediction probabilities `[height, width, classes]`, or a class map
 * @throws TypeError, RangeError for what is neither
 */
export function predictionAlarm(name: string, prediction: ImageArray | LabelArray): Alarm | undefined {
  const isImage = typeof prediction === 'object' && prediction !== null && 'channels' in prediction;
  if (isImage) checkImageArray('predictionAlarm', 'prediction', prediction);
  else checkLabelArray('predictionAlarm', 'prediction', prediction);
  const { data } = isImage ? mostProbableClass(prediction) : prediction;
  if (!isConstant(data)) return undefined;
  return { kind: 'prediction-one-class', message: `${name}: every pixel is predicted as class ${data[0]}` };
}

function isConstant(data: Float32Array | Int32Array): boolean {
  return data.every((value) => value === data[0]);
}

/**
 * Cells are many, separate and fill most of the picture; the background between them is one net. Where class 0 is the one
 * in many pieces and class 1 the net, black and white are the other way round. Rather quiet than wrong: where most of the
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
