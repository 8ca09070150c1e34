import { useState } from 'preact/hooks';
import type { Run } from './runs.ts';

/** Settings of the runs, a column each; what differs is marked. */
export function SettingsTable({ runs }: { readonly runs: readonly Run[] }) {
  const [isShort, shorten] = useState(false);
  const names = [...new Set(runs.flatMap(({ config }) => Object.keys(config)))];
  const rows = names.map((name) => {
    const values = runs.map(({ config }) => config[name] ?? '–');
    return { name, values, differs: values.some((value) => value !== values[0]) };
  });
  const shown = isShort && runs.length > 1 ? rows.filter(({ differs }) => differs) : rows;
  return (
    <>
      {runs.length > 1 && (
        <label class="control">
          <input type="checkbox" checked={isShort} onChange={({ currentTarget }) => shorten(currentTarget.checked)} />{' '}
          only what differs
        </label>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by keys */}
      <section class="scroll" tabIndex={0} aria-label="Settings of the runs">
        <table>
          <thead>
            <tr>
              <th scope="col">setting</th>
              {runs.map(({ id, name }) => (
                <th scope="col" key={id}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, values, differs }) => (
              <tr key={name} class={differs ? 'differs' : ''}>
                <th scope="row">{name}</th>
                {values.map((value, index) => (
                  <td key={runs[index]!.id}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.length === 0 && <p class="hint">All settings are the same.</p>}
    </>
  );
}
