import type { RunListener } from '@unet/run';
import type { Output } from '../../terminal/output.ts';
import type { Progress } from '../../terminal/progress.ts';

/** Shows how far a run is. */
export interface ProgressListener {
  readonly listen: RunListener;
  /** To be called when the run has ended, however it did. */
  stop(): void;
}

/** @param steps of the whole run */
export function progressListener(output: Output, steps: number): ProgressListener {
  let shown: Progress | undefined;
  const stop = (): void => {
    shown?.stop();
    shown = undefined;
  };
  return {
    stop,
    listen(event) {
      switch (event.kind) {
        case 'ready':
          output.event('ready', { step: event.step, steps });
          shown = output.progress('Training', steps, event.step);
          break;
        case 'step': {
          const { report, log } = event;
          output.event('step', { ...report });
          shown?.update(report.step, `loss ${log.recentLoss.toFixed(4)}`);
          break;
        }
        case 'saved':
          output.event('saved', { step: event.step });
          break;
        case 'preview': {
          const { step, name, pixelError, alarm } = event.preview;
          output.event('preview', { step, name, pixelError });
          if (alarm !== undefined) output.warn(alarm.message);
          break;
        }
        case 'ended':
          stop();
          output.event('ended', { status: event.run.status, step: event.run.step });
          break;
        case 'scoring':
          shown ??= output.progress('Scoring', event.total);
          shown.update(event.done);
          break;
        case 'scored':
          stop();
          for (const { message } of event.alarms) output.warn(message);
          break;
      }
    },
  };
}
