const NAME = 'unet-training';
/** A page that is just being closed, or reloads, lets go within this time. */
const PATIENCE = 1500;

/**
 * Takes the right to change the stored run, which one tab of this page has at a time. The browser takes it back when the tab is closed, however
 * that happens.
 * @returns a function that lets go of it, or undefined if another tab has it
 */
export async function takeRunLock(): Promise<(() => void) | undefined> {
  // Pages that are not served securely have no locks, and no second tab to be afraid of but their own.
  if (navigator.locks === undefined) return () => {};
  return new Promise((resolve) => {
    const held = () => new Promise<void>((release) => resolve(release));
    navigator.locks.request(NAME, { signal: AbortSignal.timeout(PATIENCE) }, held).catch(() => resolve(undefined));
  });
}
