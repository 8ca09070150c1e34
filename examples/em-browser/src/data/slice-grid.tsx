import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Choice } from '../components/choice.tsx';
import { SliceThumb } from './slice-thumb.tsx';
import type { SliceView } from './slice-view.ts';

type Shown = 'both' | 'image' | 'label';

/** All slices, small, with their labels. */
export function SliceGrid(props: { readonly views: readonly SliceView[]; readonly heldOut: number }): VNode {
  const { views, heldOut } = props;
  const shown = useSignal<Shown>('both');
  return (
    <>
      <Choice<Shown>
        label="Show"
        value={shown.value}
        options={[
          { value: 'both', text: 'Image with label' },
          { value: 'image', text: 'Image' },
          { value: 'label', text: 'Label' },
        ]}
        hint="Blue is labelled as inside of a cell."
        onChange={(value) => {
          shown.value = value;
        }}
      />
      <ul class={`slices slices-${shown.value}`} aria-label="Slices">
        {views.map((view, index) => (
          <SliceThumb key={`${index} ${view.name}`} view={view} heldOut={index >= views.length - heldOut} />
        ))}
      </ul>
    </>
  );
}
