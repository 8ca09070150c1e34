import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Choice } from '../components/choice.tsx';
import { augmentation } from '../state/augmentation.ts';
import { type PresetName, presetOf, presets } from './augment-presets.ts';
import { AugmentationControls } from './augmentation-controls.tsx';
import type { ChosenSlice } from './chosen-slice.ts';
import { Drawing } from './drawing.tsx';
import { chosenInputSize, depth } from './input-state.ts';

const presetTexts: Readonly<Record<PresetName, string>> = {
  quick: 'for short runs (the default)',
  notebook: 'of the annotated PyTorch notebook',
  paper: 'of the paper',
  none: 'none',
};

/** One tile before and after an augmentation, and everything that the augmentation may do. */
export function AugmentationSection({ chosen }: { readonly chosen: ChosenSlice }): VNode {
  const sample = useSignal(0);
  const preset = presetOf(augmentation.value) ?? 'own';
  const names = Object.keys(presets) as PresetName[];
  return (
    <section class="card look" aria-labelledby="look-augmentation">
      <header>
        <h3 id="look-augmentation">Augmentation</h3>
        <p class="hint">
          Training never sees the same tile twice: each is moved, bent and shaded by chance, within what you allow here.
          The label moves along.
        </p>
      </header>
      <div class="look-picture look-picture-stays">
        <Drawing
          chosen={chosen}
          request={{
            options: augmentation.value,
            depth: depth.value,
            inputSize: chosenInputSize(chosen.slice),
            sample: sample.value,
          }}
          draw={(thread, request) => thread.augmentation(request)}
          description={`A tile of ${chosen.name} and its label before and after augmentation, sample ${sample.value + 1}`}
        />
        <div class="row">
          <button
            type="button"
            onClick={() => {
              sample.value++;
            }}
          >
            Draw another
          </button>
          <output>Sample {sample.value + 1}</output>
        </div>
      </div>
      <div class="look-controls">
        <Choice
          label="Augmentation"
          value={preset}
          options={[
            ...names.map((value) => ({ value, text: presetTexts[value] })),
            { value: 'own' as const, text: 'your own', disabled: preset !== 'own' },
          ]}
          hint="Training uses what is chosen here."
          onChange={(name) => {
            if (name !== 'own') augmentation.value = presets[name];
          }}
        />
        <AugmentationControls />
      </div>
    </section>
  );
}
