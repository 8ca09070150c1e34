import { type Signal, useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { Choice } from '../components/choice.tsx';
import { Slider } from '../components/slider.tsx';
import { notifyError } from '../state/notices.ts';
import type { CellRow } from './cell-table.ts';
import { areaText, countText } from './number-text.ts';
import { cells, changeLook, changeOrder, counting, look, MOST_ROWS, order } from './picture-store.ts';
import { type LengthUnit, lengthText, lengthUnit, pixelSize } from './pixel-size.ts';
import { ScrollBox } from './scroll-box.tsx';

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

const columns: readonly { readonly by: keyof CellRow; readonly title: string }[] = [
  { by: 'number', title: 'Number' },
  { by: 'area', title: 'Area' },
  { by: 'row', title: 'Row' },
  { by: 'column', title: 'Column' },
  { by: 'atBorder', title: 'At border' },
];

function CellTable(props: {
  readonly rows: readonly CellRow[];
  readonly count: number;
  readonly pixelSize: number | undefined;
}): VNode {
  const { rows, count, pixelSize } = props;
  const open: Signal<boolean> = useSignal(false);
  const { by, descending } = order.value;
  return (
    <details
      open={open.value}
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>Table of cells</summary>
      {/* Numbers need their width: on a phone the table scrolls, not the page. */}
      <ScrollBox class="segment-table" label="Table of cells">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column.by}
                  scope="col"
                  aria-sort={column.by !== by ? 'none' : descending ? 'descending' : 'ascending'}
                >
                  <button
                    type="button"
                    class="quiet"
                    onClick={() =>
                      changeOrder({ by: column.by, descending: column.by === by && !descending }).catch(notifyError)
                    }
                  >
                    {column.title}
                    <span aria-hidden="true">{column.by !== by ? '' : descending ? ' ▼' : ' ▲'}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ number, area, row, column, atBorder }) => (
              <tr key={number}>
                <td>{number}</td>
                <td>{areaText(area, pixelSize)}</td>
                <td>{row.toFixed(1)}</td>
                <td>{column.toFixed(1)}</td>
                <td>{atBorder ? 'yes' : 'no'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p class="hint">
        Rows and columns are those of the centroid, in pixels from the first.
        {count > MOST_ROWS && ` The first ${MOST_ROWS} of ${countText(count)} cells; the file has all.`}
      </p>
    </details>
  );
}
