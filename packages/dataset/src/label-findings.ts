import type { RawImage } from '@unet/image-io/arrays';
import type { ExaminedSlice } from './examine.ts';
import { counted, type Finding, type Fix } from './finding.ts';
import { halfwayOf, hasInstances, isTwoTone } from './read-labels.ts';
import type { Reading } from './reading.ts';

/** The fix that takes slices out of the set. */
export function leaveOut(slices: readonly ExaminedSlice[], { leftOut }: Reading): Fix {
  const text = `Leave out ${counted(slices.length, 'this slice', 'slices').replace('1 ', '')}`;
  return { text, change: { leftOut: [...leftOut, ...slices.map(({ index }) => index)] } };
}

/** Labels that cannot be read in the way that was chosen. */
export function valueFindings(slices: readonly ExaminedSlice[], reading: Reading): Finding[] {
  const wrong = slices.filter(({ valueProblem }) => valueProblem !== undefined);
  if (wrong.length === 0) return [];
  const fixes: Fix[] = [];
  if (reading.labels !== 'threshold') {
    const level = describeLevel(slices.map(({ raw }) => raw));
    fixes.push({ text: `Split at ${level}: lighter is inside of cells`, change: { labels: 'threshold' } });
  }
  if (reading.labels !== 'instances' && slices.every(({ raw }) => hasInstances(raw))) {
    fixes.push({ text: 'Each value is a cell, 0 is none', change: { labels: 'instances' } });
  }
  // The likelier meaning first.
  if (!wrong.every(({ raw }) => isTwoTone(raw))) fixes.reverse();
  const expected = reading.labels === 'classes' ? 'two: border and inside of cells' : 'grey values';
  return [
    {
      kind: 'values',
      severity: 'error',
      summary: `${counted(wrong.length, 'label')} of ${slices.length} cannot be read: values must be ${expected}.`,
      details: wrong.map(({ valueProblem }) => valueProblem!),
      fixes: [...fixes, leaveOut(wrong, reading)],
    },
  ];
}

function describeLevel(labels: readonly RawImage[]): string {
  const halfway = halfwayOf(labels);
  const [{ format, bitDepth }] = labels as [RawImage];
  return format === 'uint' ? String(Math.ceil(halfway * (2 ** bitDepth - 1))) : halfway.toPrecision(3);
}

/** Labels in which the inside of cells looks like the net between them. */
export function inversionFindings(slices: readonly ExaminedSlice[], reading: Reading): Finding[] {
  const suspects = slices.filter(({ alarms }) => alarms.includes('label-inverted'));
  if (suspects.length === 0) return [];
  const readable = slices.filter(({ label }) => label !== undefined);
  // Where most say so, the others only do not show it: all come from one hand.
  const turned = 2 * suspects.length >= readable.length ? readable : suspects;
  const all = turned.length === readable.length;
  return [
    {
      kind: 'inverted',
      severity: 'warning',
      summary:
        `${counted(suspects.length, 'label looks', 'labels look')} inverted: what is marked as inside is the smaller part and hangs ` +
        'together as a net, the rest lies in separate pieces between. Cells should be the separate pieces.',
      details: suspects.map(
        ({ name, label }) => `${name}: ${percent(insideShare(label!.data))} marked as inside of cells`,
      ),
      fixes: [
        {
          text: all
            ? 'Invert all labels'
            : `Invert ${counted(turned.length, 'this label', 'labels').replace('1 ', '')}`,
          change: { inverted: exclusive(reading.inverted, turned) },
        },
      ],
    },
  ];
}

/** What is inverted becomes as it was, and the reverse. */
function exclusive(inverted: readonly number[], slices: readonly ExaminedSlice[]): number[] {
  const turned = slices.map(({ index }) => index);
  return [
    ...inverted.filter((index) => !turned.includes(index)),
    ...turned.filter((index) => !inverted.includes(index)),
  ].sort((one, other) => one - other);
}

/** Labels of nothing but cell or nothing but border. */
export function oneClassFindings(slices: readonly ExaminedSlice[], reading: Reading): Finding[] {
  const empty = slices.filter(({ alarms }) => alarms.includes('label-empty'));
  if (empty.length === 0) return [];
  const all = empty.length === slices.length;
  return [
    {
      kind: 'one-class',
      severity: all ? 'error' : 'warning',
      summary: `${counted(empty.length, 'label')} of ${slices.length} ${empty.length === 1 ? 'is' : 'are'} of one value everywhere.`,
      details: empty.map(({ name, label }) => `${name}: only ${label!.data[0] === 0 ? 'border' : 'inside of cells'}`),
      fixes: all ? [] : [leaveOut(empty, reading)],
    },
  ];
}

/** Share of the pixels that are inside of cells. */
export function insideShare(label: Int32Array): number {
  let inside = 0;
  for (let pixel = 0; pixel < label.length; pixel++) inside += label[pixel]!;
  return inside / label.length;
}

/** "23 %", which no line break tears apart. */
export function percent(share: number): string {
  return `${Math.round(100 * share)}\u00a0%`;
}
