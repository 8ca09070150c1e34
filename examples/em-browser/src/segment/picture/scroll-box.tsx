import type { ComponentChildren, VNode } from 'preact';

/** A frame that scrolls where its content is larger, so that the page does not; the arrow keys scroll it, too. */
export function ScrollBox(props: {
  readonly label: string;
  readonly class: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a place in the order of focus, the keyboard could not scroll it
    <section class={props.class} aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}
