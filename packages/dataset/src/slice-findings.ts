import type { ExaminedSlice } from './examine.ts';
import { counted, type Finding } from './finding.ts';
import { leaveOut } from './label-findings.ts';
import type { Reading } from './reading.ts';

/** Labels of another height or width than their images. */
export function sizeFindings(slices: readonly ExaminedSlice[], reading: Reading): Finding[] {
  const wrong = slices.filter(({ sizeProblem }) => sizeProblem !== undefined);
  if (wrong.length === 0) return [];
  return [
    {
      kind: 'size',
      severity: 'error',
      summary: `${counted(wrong.length, 'label has', 'labels have')} another size than the image.`,
      details: wrong.map(({ sizeProblem }) => sizeProblem!),
      fixes: [leaveOut(wrong, reading)],
    },
  ];
}

/** Images of different numbers of channels: a network takes one. */
export function channelFindings(slices: readonly ExaminedSlice[]): Finding[] {
  const numbers = [...new Set(slices.map(({ image }) => image.channels))].sort((one, other) => one - other);
  if (numbers.some((channels) => channels !== 1 && channels !== 3) && numbers.length > 1) {
    return [
      {
        kind: 'channels',
        severity: 'error',
        summary: `The images have ${numbers.slice(0, -1).join(', ')} or ${numbers.at(-1)} channels: all must have as many.`,
        details: slices.map(({ name, image }) => `${name}: ${counted(image.channels, 'channel')}`),
        fixes: [],
      },
    ];
  }
  const colour = slices.filter(({ image }) => image.channels !== 1);
  if (colour.length === 0 || colour.length === slices.length) return [];
  return [
    {
      kind: 'channels',
      severity: 'error',
      summary: `${counted(colour.length, 'image is', 'images are')} in colour, ${slices.length - colour.length} grey: all must be alike.`,
      details: colour.map(({ name, image }) => `${name}: ${image.channels} channels`),
      fixes: [{ text: 'Convert all to grey', change: { grey: true } }],
    },
  ];
}

/** Images of the same value everywhere. */
export function constantFindings(slices: readonly ExaminedSlice[], reading: Reading): Finding[] {
  const constant = slices.filter(({ alarms }) => alarms.includes('image-constant'));
  if (constant.length === 0) return [];
  return [
    {
      kind: 'constant',
      severity: 'warning',
      summary: `${counted(constant.length, 'image has', 'images have')} the same value everywhere: nothing can be learnt from that.`,
      details: constant.map(({ name, image }) => `${name}: ${image.data[0]!.toPrecision(3)} everywhere`),
      fixes: [leaveOut(constant, reading)],
    },
  ];
}

/** Images of floating-point values that are not in [0, 1], for which the settings of training are made. */
export function rangeFindings(slices: readonly ExaminedSlice[]): Finding[] {
  const ranges = slices.map(({ name, image }) => ({ name, range: rangeOf(image.data) }));
  const wide = ranges.filter(({ range: [low, high] }) => low < 0 || high > 1);
  if (wide.length === 0) return [];
  return [
    {
      kind: 'range',
      severity: 'warning',
      summary: `${counted(wide.length, 'image has', 'images have')} values outside of 0 to 1. Integers of 8 or 16 bits are scaled when they are read, floats are not.`,
      details: wide.map(({ name, range: [low, high] }) => `${name}: ${low.toPrecision(3)} to ${high.toPrecision(3)}`),
      fixes: [],
    },
  ];
}

function rangeOf(data: Float32Array): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let sample = 0; sample < data.length; sample++) {
    const value = data[sample]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Fewer slices than it takes: one to train on, one held out. */
export function countFindings(slices: readonly ExaminedSlice[], { leftOut }: Reading): Finding[] {
  if (slices.length >= 2) return [];
  return [
    {
      kind: 'too-few',
      severity: 'error',
      summary: `There must be two slices or more, one to train on and one to be held out; here is ${slices.length === 0 ? 'none' : 'one'}.`,
      details: slices.map(({ name }) => name),
      fixes: leftOut.length === 0 ? [] : [{ text: 'Take back what was left out', change: { leftOut: [] } }],
    },
  ];
}
