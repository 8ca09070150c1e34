import type { RunListener } from '@unet/run';
import { openPreviewLog, type PreviewLog } from '../../run-folder/preview-log.ts';

/** Keeps what each preview came to. */
export function previewListener(path: string): RunListener {
  let log: PreviewLog | undefined;
  return async (event) => {
    if (event.kind === 'ready') log = await openPreviewLog(path, event.step);
    else if (event.kind === 'preview') log?.append(event.preview);
  };
}
