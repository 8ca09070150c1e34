import { appendFileSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { placeError } from '@unet/files';
import { eventRecord, type TensorBoardEvent } from './event-record.ts';

/** A file that TensorBoard reads while it is written. */
export interface EventFile {
  readonly path: string;
  /** Throws a FileError where there is no room. */
  append(event: TensorBoardEvent): void;
}

/**
 * Begins an event file in a folder, under the name by which TensorBoard finds it. Every session of a run has one of its own; files are only
 * appended to, and what a killed process left half-written TensorBoard passes over.
 * @param step steps that are done: what former sessions wrote of later ones is void
 */
export function createEventFile(folder: string, step: number, now: () => number = Date.now): EventFile {
  const path = join(folder, `events.out.tfevents.${Math.floor(now() / 1000)}.${hostname()}.${process.pid}`);
  const append = (event: TensorBoardEvent): void => {
    try {
      mkdirSync(folder, { recursive: true });
      appendFileSync(path, eventRecord(event, now() / 1000));
    } catch (error) {
      throw placeError(error, { file: path });
    }
  };
  append({ kind: 'version' });
  append({ kind: 'start', step: step + 1 });
  return { path, append };
}
