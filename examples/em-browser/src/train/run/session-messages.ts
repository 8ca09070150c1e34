import type { Ending, Preview, RunScores, RunStatus } from '@unet/run';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import type { StartedBackend } from '../../engine/start-backend.ts';
import type { StoredRun } from '../../storage/stored-run.ts';

/** What a worker is to train. */
export interface SessionOrder {
  /** As it is stored; a new one has no checkpoint. */
  readonly run: StoredRun;
  readonly training: readonly LabelledSliceArrays[];
  /** The first one is drawn while the network learns. */
  readonly heldOut: readonly LabelledSliceArrays[];
}

/** Tensors on the backend between two steps, as TensorFlow.js counts them. */
export interface MemoryReport {
  readonly tensors: number;
  readonly bytes: number;
  /** What the GPU, or the memory of WebAssembly, holds for them. */
  readonly deviceBytes: number | undefined;
}

/** What a worker says while it trains. */
export type SessionEvent =
  | { readonly kind: 'started'; readonly backend: StartedBackend }
  /** The first step is under way. */
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'progress';
      /** Losses of the steps since the last report. */
      readonly losses: readonly number[];
      readonly step: number;
      /** Of all steps so far, in all sessions. */
      readonly seconds: number;
      /** Mean of the last steps, waits and work beside them included; undefined before the second one. */
      readonly secondsPerStep: number | undefined;
      /** Part of the steps' time that went into waiting for samples, 0 to 1. */
      readonly waitShare: number;
      readonly memory: MemoryReport;
    }
  | { readonly kind: 'prediction'; readonly prediction: Preview }
  | { readonly kind: 'saved'; readonly step: number }
  | { readonly kind: 'unsaved'; readonly reason: string }
  | { readonly kind: 'lost'; readonly message: string }
  | {
      /** No more steps: it is saved, and the weights can be used. */
      readonly kind: 'ended';
      readonly status: RunStatus;
      readonly step: number;
      readonly message: string | undefined;
      readonly weights: Uint8Array<ArrayBuffer> | undefined;
    }
  | { readonly kind: 'scoring'; readonly done: number; readonly total: number }
  | { readonly kind: 'scored'; readonly scores: RunScores };

/** The worker, seen from the page. */
export interface TrainWorker {
  /** Trains until all steps are done, or `end` is called; scores the network unless it is only paused. */
  run(order: SessionOrder, listener: (event: SessionEvent) => void): Promise<void>;
  /** Ends the run after the step under way. */
  end(how: Ending): void;
  /** Saves the run after the step under way. */
  save(): void;
}
