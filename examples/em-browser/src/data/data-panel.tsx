import type { VNode } from 'preact';
import { Progress } from '../components/progress.tsx';
import { Slider } from '../components/slider.tsx';
import { dataset } from '../state/dataset.ts';
import { holdOut } from './actions.ts';
import { CheckCard } from './check-card.tsx';
import { activity, draft, opened } from './data-state.ts';
import { FilesCard } from './files-card.tsx';
import { PhantomCard } from './phantom-card.tsx';
import { SliceGrid } from './slice-grid.tsx';
import { summarise } from './summary.ts';
import './data.css';

/** Slices to work with: synthetic ones, or the user's own after a check. */
export function DataPanel(): VNode {
  return (
    <>
      <h2>Data</h2>
      <ActivityBar />
      <div class="columns">
        <div class="stack">
          <FilesCard />
          <PhantomCard />
        </div>
        <div class="stack">{draft.value === undefined ? <SlicesInUse /> : <SlicesToCheck />}</div>
      </div>
    </>
  );
}

function ActivityBar(): VNode | null {
  if (activity.value === undefined) return null;
  const { text, done, total } = activity.value;
  const count = total === 0 ? `${text} …` : `${text} (${done + 1} of ${total} files)`;
  return (
    <div class="activity">
      <Progress label={text} done={done} total={total || 1} text={count} />
    </div>
  );
}

function SlicesToCheck(): VNode {
  const { views } = draft.value!;
  return (
    <>
      <CheckCard draft={draft.value!} />
      <div class="card">
        <h3>How they are read now</h3>
        <p>{summarise(views).join(', ')}</p>
        <SliceGrid views={views} heldOut={0} />
      </div>
    </>
  );
}

function SlicesInUse(): VNode | null {
  if (dataset.value === undefined || opened.value === undefined) return null;
  const { description, slices, heldOut } = dataset.value;
  const { views } = opened.value;
  return (
    <div class="card">
      <h3>Slices in use: {description}</h3>
      <p>{summarise(views).join(', ')}</p>
      <Slider
        label="Held out"
        value={heldOut}
        min={1}
        max={slices.length - 1}
        step={1}
        unit={`of ${slices.length}`}
        hint="The last slices are never trained on: the scores come from them. With another number a run starts afresh."
        onChange={(value) => void holdOut(value)}
      />
      <SliceGrid views={views} heldOut={heldOut} />
    </div>
  );
}
