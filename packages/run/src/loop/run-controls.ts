/** How somebody may end a run: `paused` to go on later, `stopped` for good. */
export type Ending = 'paused' | 'stopped';

/** What a program asks of a run while it trains. */
export interface RunControls {
  /** Aborted when the run is to end. */
  readonly signal: AbortSignal;
  /** How it is to end, if that was said. */
  readonly ending: Ending | undefined;
  /** Ends it after the step under way. */
  end(how: Ending): void;
  /** Has it saved after the step under way. */
  save(): void;
  /** Whether a save was asked for since the last call. */
  takeSaveRequest(): boolean;
}

/** Controls of one run. */
export function createRunControls(): RunControls {
  const controller = new AbortController();
  let ending: Ending | undefined;
  let saveRequested = false;
  return {
    signal: controller.signal,
    get ending() {
      return ending;
    },
    end(how) {
      // Who pauses first may still stop before the step is done.
      ending = how;
      controller.abort();
    },
    save() {
      saveRequested = true;
    },
    takeSaveRequest() {
      const requested = saveRequested;
      saveRequested = false;
      return requested;
    },
  };
}
