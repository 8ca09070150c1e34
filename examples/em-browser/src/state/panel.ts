import { type Signal, signal } from '@preact/signals';

/** The panels in the order in which one works with them. */
export type PanelName = 'data' | 'look' | 'train' | 'segment';

/** The panel that is seen. */
export const panel: Signal<PanelName> = signal('data');
