import { type Signal, signal } from '@preact/signals';

/** A message on the page. */
export interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'warning' | 'success';
  readonly text: string;
}

/** Shown on top of every panel until they are dismissed, the newest first. */
export const notices: Signal<readonly Notice[]> = signal([]);

const MOST = 5;
let next = 0;

/** Says something; the same text is not said twice. */
export function notify(kind: Notice['kind'], text: string): void {
  const others = notices.value.filter((notice) => notice.text !== text);
  notices.value = [{ id: next++, kind, text }, ...others].slice(0, MOST);
}

/** Says what went wrong: the first line of an error, whatever was thrown. */
export function notifyError(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  notify('error', message.split('\n', 1)[0]!);
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}
