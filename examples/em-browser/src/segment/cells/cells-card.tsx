import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { Choice } from '../../components/choice.tsx';
import { Slider } from '../../components/slider.tsx';
import { areaText, countText } from '../number-text.ts';
import { cells, changeLook, counting, look } from '../picture/picture-store.ts';
import { CellTable } from './cell-table-view.tsx';
import { type LengthUnit, lengthText, lengthUnit, pixelSize } from './pixel-size.ts';

/** How many cells there are, how large, and which. */
export function CellsCard(): VNode | null {
  const known = cells.value;
  if (known === undefined) return null;
  const { count, leftOut, atBorder, meanArea, medianArea, covered } = known.summary;
  const size = pixelSize.value;
  const facts: readonly [string, string][] = [
    ['Cells', countText(count)],
    ['Touch the border', countText(atBorder)],
    ['Left out as too small', countText(leftOut)],
    ['Mean area', areaText(meanArea, size)],
    ['Median area', areaText(medianArea, size)],
    ['Inside of cells', `${(100 * covered).toFixed(1)} %`],
  ];
  return (
    <section class="card" aria-labelledby="segment-cells" aria-busy={counting.value}>
      <h3 id="segment-cells">Cells</h3>
      <div class="segment-controls">
        <Slider
          label="Smallest area"
          value={look.value.rule.minimumArea}
          min={1}
          max={500}
          step={1}
          unit="px"
          hint="Smaller spots are left out."
          onChange={(minimumArea) => changeLook({ rule: { ...look.value.rule, minimumArea } })}
        />
        <PixelSize />
      </div>
      <dl class="segment-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {count > 0 && <CellTable rows={known.rows} count={count} pixelSize={size} />}
    </section>
  );
}

function PixelSize(): VNode {
  const id = useId();
  return (
    <div class="segment-size">
      <div class="field">
        <label for={id}>Side of a pixel</label>
        <input
          id={id}
          type="number"
          min="0"
          step="any"
          inputMode="decimal"
          placeholder="unknown"
          value={lengthText.value}
          onInput={(event) => {
            lengthText.value = event.currentTarget.value;
          }}
        />
      </div>
      <Choice<LengthUnit>
        label="Unit"
        value={lengthUnit.value}
        options={[
          { value: 'nm', text: 'nm' },
          { value: 'µm', text: 'µm' },
        ]}
        onChange={(unit) => {
          lengthUnit.value = unit;
        }}
      />
    </div>
  );
}
