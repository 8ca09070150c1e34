import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Choice } from '../components/choice.tsx';
import { Slider } from '../components/slider.tsx';
import type { Dataset } from '../state/dataset.ts';
import { type ChosenSlice, chosenPlace } from './chosen-slice.ts';
import { Drawing } from './drawing.tsx';

/** Which slice is looked at, and its label over it. */
export function SliceSection(props: { readonly data: Dataset; readonly chosen: ChosenSlice }): VNode {
  const { data, chosen } = props;
  const { slices, heldOut } = data;
  const opacity = useSignal(0.4);
  const go = (step: number): void => {
    chosenPlace.value = (chosen.place + step + slices.length) % slices.length;
  };
  return (
    <section class="card look" aria-labelledby="look-slice">
      <header>
        <h3 id="look-slice">Slice and label</h3>
      </header>
      <div class="look-picture">
        <Drawing
          chosen={chosen}
          request={{ title: chosen.name, opacity: opacity.value }}
          draw={(thread, request) => thread.overlay(request)}
          description={`${chosen.name} with its label in colour over it`}
          widest={640}
        />
      </div>
      <div class="look-controls">
        <Choice
          label="Slice"
          value={String(chosen.place)}
          options={slices.map(({ name }, place) => {
            const use = place < slices.length - heldOut ? '' : ' (held out)';
            return { value: String(place), text: `${place + 1}. ${name ?? `slice ${place}`}${use}` };
          })}
          hint="Held-out slices are never trained on."
          onChange={(value) => {
            chosenPlace.value = Number(value);
          }}
        />
        <div class="row">
          <button type="button" onClick={() => go(-1)}>
            Previous slice
          </button>
          <button type="button" onClick={() => go(1)}>
            Next slice
          </button>
        </div>
        <Slider
          label="Label opacity"
          min={0}
          max={1}
          step={0.05}
          value={opacity.value}
          hint="Cells (class 1) are tinted, borders (class 0) are not."
          onChange={(value) => {
            opacity.value = value;
          }}
        />
      </div>
    </section>
  );
}
