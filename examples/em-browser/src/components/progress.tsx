import type { VNode } from 'preact';

/** A bar with what it counts beside it. */
export function Progress(props: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly text: string;
}): VNode {
  const { label, done, total, text } = props;
  return (
    <div class="progress">
      <progress aria-label={label} value={done} max={total} />
      <span>{text}</span>
    </div>
  );
}
