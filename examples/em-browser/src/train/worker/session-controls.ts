/** What the page asks of a session while it trains. */
export interface SessionControls {
  /** Aborted when the session is to end. */
  readonly signal: AbortSignal;
  /** How it is to end, if the page has said so. */
  readonly ending: 'paused' | 'stopped' | undefined;
  end(how: 'paused' | 'stopped'): void;
  save(): void;
  /** Whether a save was asked for since the last call. */
  takeSaveRequest(): boolean;
}

export function createControls(): SessionControls {
  const controller = new AbortController();
  let ending: 'paused' | 'stopped' | undefined;
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
