import type { InputSizeRange } from '@unet/run/arrays';
import type { VNode } from 'preact';
import { Choice } from '../../components/choice.tsx';
import { Slider } from '../../components/slider.tsx';
import { change, type NetworkSize, networkSizes, recipeRates, settings, sizeOf } from '../plan/train-settings.ts';
import { NumberField } from './number-field.tsx';

/** The settings of the next run. */
export function SettingsForm(props: {
  readonly inputSizes: InputSizeRange | undefined;
  /** What the wish comes to; undefined where nothing can be trained. */
  readonly inputSize: number | undefined;
  readonly disabled: boolean;
}): VNode {
  const { inputSizes, inputSize, disabled } = props;
  const { baseWidth, depth, steps, recipe, learningRate, seed } = settings.value;
  const size = sizeOf(settings.value) ?? 'own';
  return (
    <fieldset class="settings" disabled={disabled}>
      <legend>The next run</legend>
      <Choice
        label="Network"
        value={size}
        options={[
          { value: 'small', text: 'Small: learns within a minute' },
          { value: 'medium', text: 'Medium: learns in some minutes' },
          { value: 'paper', text: 'As in the paper: takes hours' },
          { value: 'own', text: 'Your own (see Details)', disabled: size !== 'own' },
        ]}
        onChange={(name) => change(networkSizes[name as NetworkSize])}
      />
      <NumberField
        label="Steps"
        value={steps}
        min={1}
        max={1_000_000}
        step={1}
        hint="Each step looks at one square of one slice."
        onChange={(value) => change({ steps: value })}
      />
      <details>
        <summary>Details</summary>
        <div class="settings">
          <Slider
            label="Channels of the first block"
            value={baseWidth}
            min={4}
            max={64}
            step={4}
            hint="What the network can tell apart. Twice the channels take up to four times as long."
            disabled={disabled}
            onChange={(value) => change({ baseWidth: value })}
          />
          <Slider
            label="Depth"
            value={depth}
            min={1}
            max={5}
            step={1}
            hint="How often the picture is halved: how far the network sees."
            disabled={disabled}
            onChange={(value) => change({ depth: value })}
          />
          {inputSizes !== undefined && inputSize !== undefined && (
            <Slider
              label="Square that it looks at"
              value={inputSize}
              min={inputSizes.least}
              max={inputSizes.most}
              step={inputSizes.step}
              unit="pixels"
              hint="Larger squares teach more in each step, and take more time and memory."
              disabled={disabled}
              onChange={(value) => change({ inputSize: value })}
            />
          )}
          <Choice
            label="Recipe"
            value={recipe}
            options={[
              { value: 'quick', text: 'Quick: Adam' },
              { value: 'paper', text: "The paper's: SGD, dropout" },
            ]}
            hint="How the weights are changed after each step. The paper's needs thousands of steps."
            onChange={(name) => change({ recipe: name, learningRate: recipeRates[name] })}
          />
          <NumberField
            label="Learning rate"
            value={learningRate}
            min={1e-6}
            max={1}
            hint="How far each step goes. If the loss jumps about or becomes NaN, take a lower one."
            onChange={(value) => change({ learningRate: value })}
          />
          <NumberField
            label="Seed"
            value={seed}
            min={0}
            max={2 ** 31}
            step={1}
            hint="The same seed and settings give the same network."
            onChange={(value) => change({ seed: value })}
          />
        </div>
      </details>
    </fieldset>
  );
}
