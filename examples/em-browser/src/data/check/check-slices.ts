import type { DraftSlice } from './draft-slice.ts';
import { type ExaminedSlice, examineSlices } from './examine.ts';
import type { Finding } from './finding.ts';
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

/** Reads slices and looks for everything that people get wrong with labels. */
export function checkSlices(drafts: readonly DraftSlice[], reading: Reading): CheckedSlices {
  const slices = examineSlices(drafts, reading);
  const findings = [
    ...countFindings(slices, reading),
    ...sizeFindings(slices, reading),
    ...valueFindings(slices, reading),
    ...channelFindings(slices),
    ...inversionFindings(slices, reading),
    ...oneClassFindings(slices, reading),
    ...constantFindings(slices, reading),
    ...rangeFindings(slices),
  ];
  return { slices, findings };
}

/** The finding that names said nothing of which label belongs to which image. */
export function orderFinding(drafts: readonly DraftSlice[]): Finding {
  return {
    kind: 'order',
    severity: 'warning',
    summary: 'No names say which label belongs to which image: they are paired in the order of their names.',
    details: [...new Set(drafts.map(({ imageFile, labelFile }) => `${imageFile} with ${labelFile}`))],
    fixes: [],
  };
}
