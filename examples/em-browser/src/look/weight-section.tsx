import type { ClassBalance, WeightMapOptions } from '@unet/weight-map/arrays';
import type { VNode } from 'preact';
import { Choice } from '../components/choice.tsx';
import { Slider } from '../components/slider.tsx';
import { weighting } from '../state/weighting.ts';
import type { ChosenSlice } from './chosen-slice.ts';
import { Drawing } from './drawing.tsx';

function change(options: WeightMapOptions): void {
  weighting.value = { ...weighting.value, ...options };
}

/** How much each pixel of the slice counts in the loss. */
export function WeightSection({ chosen }: { readonly chosen: ChosenSlice }): VNode {
  const { w0 = 10, sigma = 5, balance = 'notebook', region = 'everywhere', connectivity = 4 } = weighting.value;
  return (
    <section class="card look" aria-labelledby="look-weights">
      <header>
        <h3 id="look-weights">Weight map</h3>
        <p class="hint">
          How much each pixel counts in training. Thin borders between two cells count more, so that the network learns
          to keep cells apart.
        </p>
      </header>
      <div class="look-picture">
        <Drawing
          chosen={chosen}
          request={{ options: weighting.value }}
          draw={(thread, request) => thread.weights(request)}
          description={`Label, class balance and weight map of ${chosen.name}`}
        />
      </div>
      <div class="look-controls">
        <Slider
          label="Border weight (w0)"
          min={0}
          max={20}
          step={0.5}
          value={w0}
          hint="added where two cells touch; 10 in the paper. Training uses what is chosen here."
          onChange={(value) => change({ w0: value })}
        />
        <Slider
          label="Border width (sigma)"
          min={0.5}
          max={20}
          step={0.5}
          unit="px"
          value={sigma}
          hint="how quickly the border weight fades; 5 in the paper"
          onChange={(value) => change({ sigma: value })}
        />
        <Choice
          label="Class balance"
          value={balance as ClassBalance}
          options={[
            { value: 'none', text: 'none' },
            { value: 'notebook', text: 'cells count 1 (the annotated notebook)' },
            { value: 'inverse-frequency', text: 'mean of 1' },
          ]}
          hint="makes the rarer class count more, so that both count the same in all"
          onChange={(value) => change({ balance: value })}
        />
        <Choice
          label="Border weight counts"
          value={region}
          options={[
            { value: 'everywhere', text: 'inside cells, too' },
            { value: 'background', text: 'background only (the paper)' },
          ]}
          onChange={(value) => change({ region: value })}
        />
        <Choice
          label="Cells that touch at a corner"
          value={`${connectivity}`}
          options={[
            { value: '4', text: 'are two, with a border' },
            { value: '8', text: 'are one (the annotated notebook)' },
          ]}
          onChange={(value) => change({ connectivity: value === '8' ? 8 : 4 })}
        />
      </div>
    </section>
  );
}
