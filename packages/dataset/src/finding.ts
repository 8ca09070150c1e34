import type { Reading } from './reading.ts';

/** A way to put right what a {@link Finding} says. */
export interface Fix {
  /** What it does, in the imperative: "Invert all labels". */
  readonly text: string;
  /** What it changes. */
  readonly change: Partial<Reading>;
}

/** Something that the check of images and labels found. */
export interface Finding {
  readonly kind:
    | 'order'
    | 'unlabelled'
    | 'size'
    | 'values'
    | 'inverted'
    | 'one-class'
    | 'channels'
    | 'constant'
    | 'range'
    | 'too-few';
  /** With an error the slices cannot be used; a warning may be a mistake. */
  readonly severity: 'error' | 'warning';
  /** For all slices, in a sentence. */
  readonly summary: string;
  /** For each slice: its name and what is wrong. */
  readonly details: readonly string[];
  readonly fixes: readonly Fix[];
}

/** "1 label", "3 labels". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
