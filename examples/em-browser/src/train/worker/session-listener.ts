import { byCost, previewOf, type RunListener, type RunLog } from '@unet/run';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import type { SessionEvent } from '../run/session-messages.ts';
import { memoryReport } from './memory-report.ts';

/** Tells the page; pictures go without being copied. */
export type Tell = (event: SessionEvent) => void;

/** Milliseconds between two reports of steps. */
const REPORT = 250;

/** Tells the page what happens in a run: of steps so many at a time that it can follow. */
export function sessionListener(heldOut: readonly LabelledSliceArrays[], tell: Tell): RunListener {
  const reports = byCost(REPORT, 0);
  /** Steps before this session; undefined until it trains. */
  let before: number | undefined;
  /** Steps that the page knows of. */
  let told = 0;
  const report = (log: RunLog, step: number): void => {
    const losses = log.losses.slice(told);
    told = log.losses.length;
    const { seconds, secondsPerStep, waitShare } = log;
    tell({ kind: 'progress', losses, step, seconds, secondsPerStep, waitShare, memory: memoryReport() });
  };
  return (event) => {
    switch (event.kind) {
      case 'ready':
        before = event.log.losses.length;
        told = before;
        tell({ kind: 'ready' });
        break;
      case 'step': {
        const { step } = event.report;
        const now = performance.now();
        // The first step is told at once: it shows that the machine can train.
        if (!reports.isDue(step, now) && event.log.losses.length - 1 !== before) break;
        report(event.log, step);
        reports.done(now, performance.now());
        break;
      }
      case 'preview':
        tell({ kind: 'prediction', prediction: event.preview });
        break;
      case 'ended': {
        const { status, step, message, weights } = event.run;
        if (before !== undefined && told < event.log.losses.length) report(event.log, step);
        tell({ kind: 'ended', status, step, message, weights });
        break;
      }
      case 'scoring':
        tell({ kind: 'scoring', done: event.done, total: event.total });
        break;
      case 'scored': {
        const { run, scores, evaluation } = event;
        // Networks of this page have two classes.
        tell({ kind: 'prediction', prediction: previewOf(heldOut[0]!, run.step, evaluation.predictions[0]!) });
        tell({ kind: 'scored', scores: scores! });
        break;
      }
    }
  };
}
