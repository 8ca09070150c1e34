import type { Tensor } from '@tensorflow/tfjs-core';
import type { ImageArray, LabelArray, WeightArray } from './array-types.ts';
import { checkObject, isTensor } from './check-values.ts';
import { checkImage, checkLabel, checkWeight } from './checks.ts';
import {
  imageFromArray,
  imageToArray,
  labelFromArray,
  labelToArray,
  weightFromArray,
  weightToArray,
} from './convert.ts';
import { describe } from './describe.ts';
import type { Image, Label, Weight } from './types.ts';

/** What a type of plain arrays is on tensors: every image, label and weight map in it, however deep, becomes its tensor. */
export type Tensors<T> = T extends ImageArray
  ? Image
  : T extends LabelArray
    ? Label
    : T extends WeightArray
      ? Weight
      : T extends string | number | boolean | null | undefined | ArrayBufferView | ((...args: never[]) => unknown)
        ? T
        : { [Key in keyof T]: Tensors<T[Key]> };

/** A function of plain arrays as a function of tensors: asynchronous, since it reads them from their backend. */
export type Lifted<Call extends (...args: never[]) => unknown> = (
  ...args: Tensors<Parameters<Call>>
) => Promise<Tensors<Awaited<ReturnType<Call>>>>;

/**
 * Which arguments are tensors, by the names that messages use. `prediction` is an image or a label; a list holds the form of its
 * items; an object the forms of its fields, with a question mark behind the names of those that may be undefined. Messages name fields of
 * `options` alone, as those of array functions do.
 */
export type TensorForm =
  | 'image'
  | 'label'
  | 'weight'
  | 'prediction'
  | readonly [TensorForm]
  | { readonly [name: string]: TensorForm };

/**
 * Lifts a function of plain arrays to tensors: reads each tensor from its backend once, all at the same time, calls the function, and
 * makes tensors of the images, labels and weight maps in its result. What is passed stays the caller's; the caller owns the result.
 * For what is sequential by nature; what TensorFlow.js can compute stays on the device.
 * @param where name of the function, the start of its messages
 * @param forms the first arguments in their order; those after them are passed on as they are
 * @example
 * export const nearestTwoCells: Lifted<typeof arrays.nearestTwoCells> = lift('nearestTwoCells', arrays.nearestTwoCells, {
 *   cells: 'label',
 * });
 */
export function lift<Call extends (...args: never[]) => unknown>(
  where: string,
  call: Call,
  forms: Readonly<Record<string, TensorForm>>,
): Lifted<Call> {
  const fields = Object.entries(forms);
  return async (...args) => {
    const given: readonly unknown[] = args;
    // Everything is checked before anything is read.
    for (const [index, [name, form]] of fields.entries()) check(where, name, form, given[index]);
    const read = fields.map(([, form], index) => toArrays(form, given[index]));
    const result = await call(...([...(await Promise.all(read)), ...given.slice(fields.length)] as Parameters<Call>));
    return fromArrays(result) as Tensors<Awaited<ReturnType<Call>>>;
  };
}

function check(where: string, argument: string, form: TensorForm, value: unknown): void {
  if (form === 'image') checkImage(where, argument, value as Image);
  else if (form === 'label') checkLabel(where, argument, value as Label);
  else if (form === 'weight') checkWeight(where, argument, value as Weight);
  else if (form === 'prediction') checkPrediction(where, argument, value);
  else if (isListForm(form)) {
    if (!Array.isArray(value)) throw new TypeError(`${where}: ${argument} must be a list, got ${describe(value)}`);
    for (const [index, item] of value.entries()) check(where, `${argument}[${index}]`, form[0], item);
  } else {
    const names = fieldsOf(form).map(({ name }) => name);
    checkObject(where, argument, value, `{ ${names.join(', ')} }`);
    for (const { name, field, optional } of fieldsOf(form)) {
      const inner = (value as Record<string, unknown>)[name];
      if (inner === undefined && optional) continue;
      check(where, argument === 'options' ? name : `${argument}.${name}`, field, inner);
    }
  }
}

function checkPrediction(where: string, argument: string, value: unknown): void {
  const rank = isTensor(value) ? (value as Tensor).shape.length : undefined;
  if (rank === 3) checkImage(where, argument, value as Image);
  else if (rank === 2) checkLabel(where, argument, value as Label);
  else {
    throw new TypeError(
      `${where}: ${argument} must be a [height, width, channels] float32 or a [height, width] int32 tensor, got ${describe(value)}`,
    );
  }
}

async function toArrays(form: TensorForm, value: unknown): Promise<unknown> {
  if (form === 'image') return imageToArray(value as Image);
  if (form === 'label') return labelToArray(value as Label);
  if (form === 'weight') return weightToArray(value as Weight);
  if (form === 'prediction') {
    return (value as Tensor).rank === 3 ? imageToArray(value as Image) : labelToArray(value as Label);
  }
  if (isListForm(form)) return Promise.all((value as unknown[]).map((item) => toArrays(form[0], item)));
  const forms = new Map(fieldsOf(form).map(({ name, field }) => [name, field]));
  const entries = Object.entries(value as Record<string, unknown>).map(async ([name, inner]) => {
    const field = forms.get(name);
    return [name, field === undefined || inner === undefined ? inner : await toArrays(field, inner)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Makes tensors of all images, labels and weight maps in a value, however deep. */
function fromArrays(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromArrays);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if ('data' in value && 'height' in value && 'width' in value) {
    if (value.data instanceof Int32Array) return labelFromArray(value as LabelArray);
    if (value.data instanceof Float32Array) {
      return 'channels' in value ? imageFromArray(value as ImageArray) : weightFromArray(value as WeightArray);
    }
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fromArrays(inner)]));
}

function fieldsOf(form: { readonly [name: string]: TensorForm }) {
  return Object.entries(form).map(([key, field]) => ({
    name: key.replace('?', ''),
    field,
    optional: key.endsWith('?'),
  }));
}

function isListForm(form: TensorForm): form is readonly [TensorForm] {
  return Array.isArray(form);
}
