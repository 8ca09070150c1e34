import { type Signal, useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { notifyError } from '../../state/notices.ts';
import { areaText, countText } from '../number-text.ts';
import { changeOrder, MOST_ROWS, order } from '../picture/picture-store.ts';
import { ScrollBox } from '../picture/scroll-box.tsx';
import type { CellRow } from './cell-table.ts';

const columns: readonly { readonly by: keyof CellRow; readonly title: string }[] = [
  { by: 'number', title: 'Number' },
  { by: 'area', title: 'Area' },
  { by: 'row', title: 'Row' },
  { by: 'column', title: 'Column' },
  { by: 'atBorder', title: 'At border' },
];

/** The first cells in an order that one chooses by the heads of the columns. */
export function CellTable(props: {
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
