import { useState } from 'preact/hooks';
import type { Run } from './runs.ts';

const titles: Readonly<Record<string, string>> = {
  preview: 'Held-out slice while training',
  predictions: 'Held-out slices at the end',
  thresholds: 'Scores at each threshold',
  'weight-map': 'Weight map',
  augmentation: 'Augmentation',
  tiles: 'Overlap tiles',
};

/** The same picture of each run, side by side. */
export function Pictures({ runs }: { readonly runs: readonly Run[] }) {
  const [wanted, choose] = useState<string>();
  const names = Object.keys(titles).filter((name) => runs.some((run) => run.pictures.some((one) => one.name === name)));
  // While it trains the newest preview, afterwards what came of it.
  const usual = runs.some(({ status }) => status === 'running')
    ? names[0]
    : (names.find((name) => name === 'predictions') ?? names[0]);
  const chosen = wanted !== undefined && names.includes(wanted) ? wanted : usual;
  if (chosen === undefined) return <p class="hint">The first prediction comes with the first checkpoint.</p>;
  return (
    <>
      <label class="control">
        Picture{' '}
        <select value={chosen} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          {names.map((name) => (
            <option key={name} value={name}>
              {titles[name]}
            </option>
          ))}
        </select>
      </label>
      <div class="pictures">
        {runs.map((run) => {
          const picture = run.pictures.find(({ name }) => name === chosen);
          return (
            <figure key={run.id} class="card">
              <figcaption>{run.name}</figcaption>
              {picture === undefined ? (
                <p class="hint">not there yet</p>
              ) : (
                // Opened alone it is as large as it was drawn.
                <a href={`./picture/${run.id}/${chosen}?${picture.version}`} target="_blank" rel="noopener">
                  <img
                    src={`./picture/${run.id}/${chosen}?${picture.version}`}
                    alt={`${titles[chosen]} of ${run.name}`}
                  />
                </a>
              )}
            </figure>
          );
        })}
      </div>
    </>
  );
}
