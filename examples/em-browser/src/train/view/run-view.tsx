import { formatPercent } from '@unet/run/arrays';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { Figure } from '../../components/figure.tsx';
import { Progress } from '../../components/progress.tsx';
import { useWidth } from '../../components/use-width.ts';
import { describeProgress, describeStatus } from '../run/describe-run.ts';
import { losses, phase, prediction, run, scoring } from '../run/run-state.ts';
import { drawingWidth, lossDrawing, predictionDrawing } from './run-drawings.ts';
import { RunNumbers } from './run-numbers.tsx';

/** The run under way, or the one that is kept: how far it is, its loss, what it sees. */
export function RunView(): VNode {
  const kept = run.value;
  if (kept === undefined) {
    return (
      <section class="card train-run" aria-label="Run">
        <h3>No run yet</h3>
        <p>
          Press “Start training”: the network then learns from the slices of the Data panel, and you see here how its
          mistakes become fewer.
        </p>
      </section>
    );
  }
  return (
    <section class="card train-run" aria-label="Run">
      <div role="status">
        <h3>{describeStatus(kept, phase.value)}</h3>
      </div>
      <Progress label="Steps done" done={kept.step} total={kept.plan.steps} text={describeProgress()} />
      {scoring.value !== undefined && (
        <Progress
          label="Held-out slices scored"
          done={scoring.value.done}
          total={scoring.value.total}
          text={`scoring held-out slices: ${scoring.value.done} of ${scoring.value.total}`}
        />
      )}
      <Drawings />
      <RunNumbers />
    </section>
  );
}

function Drawings(): VNode {
  const { ref, width } = useWidth();
  useEffect(() => {
    if (width !== undefined) drawingWidth.value = width;
  }, [width]);
  const seen = prediction.value;
  return (
    <div class="drawings" ref={ref}>
      {losses.value.length > 0 && (
        <Figure svg={lossDrawing.value} description={`Loss of each of ${losses.value.length} steps`} />
      )}
      {seen !== undefined && (
        <Figure
          svg={predictionDrawing.value}
          description={`Prediction for a held-out slice after ${seen.step} steps, ${formatPercent(seen.pixelError)} of its pixels wrong`}
        />
      )}
    </div>
  );
}
