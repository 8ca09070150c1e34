import type { RunStatus } from '@unet/run';

/** What the page of the dashboard knows of a run. Plain JSON; nothing in it comes from anywhere but the run's folder. */
export interface RunView {
  /** Of this run in this server; a picture's address holds it. */
  readonly id: string;
  /** Its folder as it was named. */
  readonly name: string;
  /** `running`: a process uses the folder now. */
  readonly status: RunStatus | 'unknown';
  /** Why it does not run, where nobody asked for that; or what cannot be read. */
  readonly message?: string | undefined;
  readonly step: number;
  readonly steps?: number | undefined;
  readonly backend?: string | undefined;
  /** Resident memory of its process in bytes. */
  readonly memory?: number | undefined;
  readonly secondsPerStep?: number | undefined;
  readonly secondsLeft?: number | undefined;
  /** Settings as `config.json` has them, one level deep, in words. */
  readonly config: Readonly<Record<string, string>>;
  /** Scores of the held-out slices after the last step, by name. */
  readonly scores: Readonly<Record<string, number>>;
  readonly previews: readonly { readonly step: number; readonly pixelError: number | null }[];
  /** Pictures that are there, the newest state of each told by its version. */
  readonly pictures: readonly { readonly name: string; readonly version: string }[];
  readonly log: LogPart;
}

/** Steps of a log from one step on. */
export interface LogPart {
  /** Another number than before means that earlier steps were written anew: what is known of them is to be forgotten. */
  readonly revision: number;
  readonly steps: readonly number[];
  readonly losses: readonly (number | null)[];
  readonly rates: readonly number[];
  /** Seconds from the first step to the end of each. */
  readonly seconds: readonly number[];
}

/** All runs, in the order in which they are to be shown. */
export interface DashboardView {
  readonly runs: readonly RunView[];
}

/** What the page has of a run's log already: revision, and number of lines. */
export type KnownLogs = Readonly<Record<string, readonly [revision: number, lines: number]>>;
