import type { AugmentOptions, ElasticAugmentation } from '@unet/augment/arrays';
import type { VNode } from 'preact';
import { Choice } from '../components/choice.tsx';
import { Slider } from '../components/slider.tsx';
import { Toggle } from '../components/toggle.tsx';
import { augmentation } from '../state/augmentation.ts';
import { completeOptions, elasticOf } from './augment-presets.ts';
import { coarseSliders, denseSliders, greySliders, motionSliders, type OptionSlider } from './augment-sliders.ts';

function change(options: AugmentOptions): void {
  augmentation.value = { ...augmentation.value, ...options };
}

/** A control for every option of the augmentation. */
export function AugmentationControls(): VNode {
  const options = completeOptions(augmentation.value);
  const slider = ({ name, ...range }: OptionSlider): VNode => (
    <Slider key={name} {...range} value={options[name]} onChange={(value) => change({ [name]: value })} />
  );
  return (
    <>
      <fieldset>
        <legend>Place</legend>
        <Toggle
          label="Flips"
          hint="upside down and left to right, each in half of the samples"
          value={options.flips}
          onChange={(flips) => change({ flips })}
        />
        <Toggle
          label="Quarter turns"
          hint="by 0, 90, 180 or 270 degrees"
          value={options.quarterTurns}
          onChange={(quarterTurns) => change({ quarterTurns })}
        />
        {motionSliders.map(slider)}
      </fieldset>
      <ElasticControls elastic={options.elastic} onChange={(elastic) => change({ elastic })} />
      <fieldset>
        <legend>Grey values</legend>
        {greySliders.map(slider)}
        <Toggle
          label="Clip"
          hint="cut grey values to black and white at the end"
          value={options.clip}
          onChange={(clip) => change({ clip })}
        />
      </fieldset>
      <fieldset>
        <legend>Resampling</legend>
        <Choice
          label="Image between pixels"
          value={options.imageInterpolation}
          options={[
            { value: 'bilinear', text: 'bilinear' },
            { value: 'bicubic', text: 'bicubic: sharper, slower' },
          ]}
          onChange={(imageInterpolation) => change({ imageInterpolation })}
        />
        <Choice
          label="Label between pixels"
          value={options.labelInterpolation}
          options={[
            { value: 'nearest', text: 'nearest' },
            { value: 'bilinear', text: 'bilinear: smoother borders' },
          ]}
          onChange={(labelInterpolation) => change({ labelInterpolation })}
        />
        <Choice
          label="Beyond the border"
          hint="how the mirror image outside the slice begins"
          value={options.boundary}
          options={[
            { value: 'symmetric', text: 'last pixel twice (symmetric)' },
            { value: 'reflect', text: 'last pixel once (reflect)' },
          ]}
          onChange={(boundary) => change({ boundary })}
        />
      </fieldset>
    </>
  );
}

function ElasticControls(props: {
  readonly elastic: ElasticAugmentation | null;
  readonly onChange: (elastic: ElasticAugmentation | null) => void;
}): VNode {
  const { elastic, onChange } = props;
  const kind = elastic?.kind ?? 'none';
  const sliders: readonly OptionSlider<string>[] = { none: [], coarse: coarseSliders, dense: denseSliders }[kind];
  const numbers = (elastic ?? {}) as Readonly<Record<string, number>>;
  const set = (name: string, value: number): void => onChange({ ...elastic, [name]: value } as ElasticAugmentation);
  return (
    <fieldset>
      <legend>Elastic deformation</legend>
      <Choice
        label="Kind"
        value={kind}
        hint="coarse: a few points are pushed about; dense: every pixel is, smoothly"
        options={[
          { value: 'none', text: 'none' },
          { value: 'coarse', text: 'coarse (the paper)' },
          { value: 'dense', text: 'dense (the notebook)' },
        ]}
        onChange={(value) => onChange(value === 'none' ? null : elasticOf(value))}
      />
      {elastic !== null && (
        <Slider
          label="Share of samples"
          hint="the others are not deformed"
          min={0}
          max={1}
          step={0.05}
          value={elastic.probability ?? 1}
          onChange={(value) => set('probability', value)}
        />
      )}
      {sliders.map(({ name, ...range }) => (
        <Slider key={name} {...range} value={numbers[name]!} onChange={(value) => set(name, value)} />
      ))}
    </fieldset>
  );
}
