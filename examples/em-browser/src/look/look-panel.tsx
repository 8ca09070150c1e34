import type { VNode } from 'preact';
import { dataset } from '../state/dataset.ts';
import { AugmentationSection } from './augmentation-section.tsx';
import { chosenSlice } from './chosen-slice.ts';
import { SliceSection } from './slice-section.tsx';
import { TileSection } from './tile-section.tsx';
import { WeightSection } from './weight-section.tsx';
import './look.css';

/** The slices as training sees them. */
export function LookPanel(): VNode {
  const data = dataset.value;
  const chosen = chosenSlice.value;
  return (
    <>
      <h2>Look</h2>
      {data === undefined || chosen === undefined ? (
        <p>There are no slices yet: they are being opened, or choose some under Data.</p>
      ) : (
        <>
          <SliceSection data={data} chosen={chosen} />
          <AugmentationSection chosen={chosen} />
          <TileSection chosen={chosen} />
          <WeightSection chosen={chosen} />
        </>
      )}
    </>
  );
}
