import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { Choice } from '../components/choice.tsx';
import { Slider } from '../components/slider.tsx';
import type { PhantomChoice } from '../storage/dataset-store.ts';
import { usePhantom } from './actions.ts';
import { activity, opened } from './data-state.ts';
import { defaultPhantom } from './phantom-choice.ts';

const sizes = ['128', '256', '384', '512'] as const;

/** Synthetic slices: which, and the way back to them. */
export function PhantomCard(): VNode {
  const record = opened.value?.record;
  const choice = useSignal<PhantomChoice>(record?.origin === 'phantom' ? record.choice : defaultPhantom);
  const change = (part: Partial<PhantomChoice>): void => {
    choice.value = { ...choice.value, ...part };
  };
  const { seed, count, size } = choice.value;
  const id = useId();
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void usePhantom(choice.value);
      }}
    >
      <h3>Synthetic slices</h3>
      <p class="hint">
        Made by the page: cells with dark membranes, as an electron microscope shows them, and labels without a mistake.
        To try everything out.
      </p>
      <div class="field">
        <label for={id}>Seed</label>
        <input
          id={id}
          type="number"
          min={0}
          max={999_999}
          step={1}
          required
          value={seed}
          aria-describedby={`${id}-hint`}
          onInput={(event) => change({ seed: event.currentTarget.valueAsNumber })}
        />
        <p class="hint" id={`${id}-hint`}>
          Any whole number; each gives other slices, the same on every machine.
        </p>
      </div>
      <Slider label="Number" value={count} min={2} max={60} step={1} onChange={(value) => change({ count: value })} />
      <Choice
        label="Size"
        value={String(size)}
        options={sizes.map((value) => ({ value, text: `${value} x ${value} pixels` }))}
        onChange={(value) => change({ size: Number(value) })}
      />
      <button type="submit" disabled={activity.value !== undefined}>
        {record?.origin === 'files' ? 'Use the synthetic slices again' : 'Make these slices'}
      </button>
    </form>
  );
}
