import { checkList, checkObject, checkOptions, checkWord } from '@unet/tensor/internal';
import type { DraftSlice } from './draft-slice.ts';
import { type ExaminedSlice, examineSlices } from './examine.ts';
import type { FoundSlices } from './files/found-slices.ts';
import { counted, type Finding } from './finding.ts';
import { inversionFindings, oneClassFindings, valueFindings } from './label-findings.ts';
import type { Reading } from './reading.ts';
import { channelFindings, constantFindings, countFindings, rangeFindings, sizeFindings } from './slice-findings.ts';

/** What a reading makes of slices in files. */
export interface CheckedSlices {
  /** Those that are not left out, in order. */
  readonly slices: readonly ExaminedSlice[];
  /** What is wrong, errors and what explains others first. */
  readonly findings: readonly Finding[];
}

/**
 * Reads slices and looks for everything that people get wrong with labels: sizes, values, channels, labels that are inverted or empty, images that
 * are constant or outside of 0 to 1, too few of all.
 * @param drafts at least one; they stay the caller's
 * @param options `scaled`: whether grey values were scaled when they were read, so that values outside of 0 to 1 are as they should be; default false
 * @throws TypeError, RangeError for what are no slices or no reading; what is wrong with the data is a finding
 * @example
 * const { slices, findings } = checkSlices(drafts, plainReading);
 * const [{ summary, fixes }] = findings;
 * checkSlices(drafts, { ...plainReading, ...fixes[0].change }); // as the finding's first remedy has it
 */
export function checkSlices(
  drafts: readonly DraftSlice[],
  reading: Reading,
  options: { readonly scaled?: boolean } = {},
): CheckedSlices {
  checkOptions('checkSlices', options, { scaled: true });
  checkList('checkSlices', 'drafts', drafts, 'slice');
  for (const [index, draft] of drafts.entries()) {
    checkObject('checkSlices', `drafts[${index}]`, draft, '{ name, imageFile, labelFile, image, label }');
  }
  checkOptions('checkSlices', reading, { labels: true, grey: true, inverted: true, leftOut: true }, 'reading');
  checkWord('checkSlices', 'reading.labels', reading.labels, ['classes', 'threshold', 'instances']);
  const slices = examineSlices(drafts, reading);
  const findings = [
    ...countFindings(slices, reading),
    ...sizeFindings(slices, reading),
    ...valueFindings(slices, reading),
    ...channelFindings(slices),
    ...inversionFindings(slices, reading),
    ...oneClassFindings(slices, reading),
    ...constantFindings(slices, reading),
    ...(options.scaled === true ? [] : rangeFindings(slices)),
  ];
  return { slices, findings };
}

/** What is noticed about which files belong together. */
export function fileFindings(
  { byOrder, unlabelled }: Pick<FoundSlices, 'byOrder' | 'unlabelled'>,
  drafts: readonly DraftSlice[],
): Finding[] {
  return [
    ...(byOrder ? [orderFinding(drafts)] : []),
    ...(unlabelled.length > 0 ? [unlabelledFinding(unlabelled)] : []),
  ];
}

function unlabelledFinding(files: readonly string[]): Finding {
  return {
    kind: 'unlabelled',
    severity: 'warning',
    summary: `${counted(files.length, 'image has', 'images have')} no label and ${files.length === 1 ? 'is' : 'are'} passed over.`,
    details: [...files],
    fixes: [],
  };
}

function orderFinding(drafts: readonly DraftSlice[]): Finding {
  return {
    kind: 'order',
    severity: 'warning',
    summary: 'No names say which label belongs to which image: they are paired in the order of their names.',
    details: [...new Set(drafts.map(({ imageFile, labelFile }) => `${imageFile} with ${labelFile}`))],
    fixes: [],
  };
}
