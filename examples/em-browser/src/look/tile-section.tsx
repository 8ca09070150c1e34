import { useSignal } from '@preact/signals';
import { outputSize } from '@unet/model/arrays';
import type { Boundary } from '@unet/tensor/arrays';
import type { VNode } from 'preact';
import { Choice } from '../components/choice.tsx';
import { Slider } from '../components/slider.tsx';
import type { ChosenSlice } from './chosen-slice.ts';
import { Drawing } from './drawing.tsx';
import { inputSizes, tilesFor } from './input-sizes.ts';
import { chosenInputSize, depth, wantedInputSize } from './input-state.ts';

const depths = ['2', '3', '4'] as const;

/** The tiles that cover the slice, and what the network sees of one. */
export function TileSection({ chosen }: { readonly chosen: ChosenSlice }): VNode {
  const boundary = useSignal<Boundary>('symmetric');
  const wanted = useSignal(0);
  const { image } = chosen.slice;
  const inputSize = chosenInputSize(chosen.slice);
  const count = tilesFor(depth.value, image, inputSize).tiles.length;
  const index = Math.min(wanted.value, count - 1);
  return (
    <section class="card look" aria-labelledby="look-tiles">
      <header>
        <h3 id="look-tiles">Tiles</h3>
        <p class="hint">
          The network works on squares. It sees more than it answers for: around each output it needs context, and at
          the border of the slice that context is its mirror image.
        </p>
      </header>
      <div class="look-picture">
        <Drawing
          chosen={chosen}
          request={{ depth: depth.value, inputSize, index, boundary: boundary.value }}
          draw={(thread, request) => thread.tiles(request)}
          description={`${chosen.name} with its tiles; tile ${index + 1} of ${count} with input and output square`}
        />
      </div>
      <div class="look-controls">
        <Choice
          label="Depth of the network"
          value={String(depth.value) as (typeof depths)[number]}
          options={depths.map((value) => ({ value, text: `${value} poolings` }))}
          hint="Deeper networks need more context."
          onChange={(value) => {
            depth.value = Number(value);
          }}
        />
        <Choice
          label="Input size"
          value={String(inputSize)}
          options={inputSizes(depth.value, image).map((size) => ({
            value: String(size),
            text: `${size} → ${outputSize({ depth: depth.value }, size)} px`,
          }))}
          hint="And that of the output; other sizes do not fit through the network."
          onChange={(value) => {
            wantedInputSize.value = Number(value);
          }}
        />
        <Slider
          label="Tile"
          min={1}
          max={count}
          step={1}
          value={index + 1}
          hint={`of ${count}`}
          disabled={count === 1}
          onChange={(value) => {
            wanted.value = value - 1;
          }}
        />
        <Choice
          label="Mirror image"
          value={boundary.value}
          hint="how it begins at the border of the slice"
          options={[
            { value: 'symmetric', text: 'last pixel twice (symmetric)' },
            { value: 'reflect', text: 'last pixel once (reflect)' },
          ]}
          onChange={(value) => {
            boundary.value = value;
          }}
        />
      </div>
    </section>
  );
}
