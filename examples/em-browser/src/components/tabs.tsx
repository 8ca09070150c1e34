import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChild, VNode } from 'preact';

/** One panel of {@link Tabs}. */
export interface Tab<Name extends string> {
  readonly name: Name;
  readonly title: string;
  /** Made when the panel is opened for the first time, and kept from then on. */
  readonly panel: () => ComponentChild;
}

/** Panels of which one is seen; the arrow keys go from tab to tab (WAI-ARIA authoring practices, tabs with automatic activation). */
export function Tabs<Name extends string>(props: {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly selected: Signal<Name>;
}): VNode {
  const { tabs, selected, label } = props;
  const opened = useSignal<readonly Name[]>([selected.value]);
  if (!opened.value.includes(selected.value)) opened.value = [...opened.value, selected.value];

  const onKeyDown = (event: KeyboardEvent): void => {
    const place = tabs.findIndex(({ name }) => name === selected.value);
    const last = tabs.length - 1;
    const goal = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: last }[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    const { name } = tabs[(goal + tabs.length) % tabs.length]!;
    selected.value = name;
    document.getElementById(`tab-${name}`)?.focus();
  };

  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map(({ name, title }) => (
          <button
            type="button"
            key={name}
            role="tab"
            id={`tab-${name}`}
            aria-controls={`panel-${name}`}
            aria-selected={selected.value === name}
            tabIndex={selected.value === name ? 0 : -1}
            onClick={() => {
              selected.value = name;
            }}
          >
            {title}
          </button>
        ))}
      </div>
      {tabs.map(({ name, panel }) => (
        <section
          key={name}
          role="tabpanel"
          id={`panel-${name}`}
          aria-labelledby={`tab-${name}`}
          hidden={selected.value !== name}
        >
          {opened.value.includes(name) ? panel() : null}
        </section>
      ))}
    </>
  );
}
