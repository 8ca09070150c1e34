import { formatPercent } from '@unet/run/arrays';
import { useState } from 'preact/hooks';
import { Chart, type Line } from './chart.tsx';
import { lookOf } from './look.ts';
import type { Run } from './runs.ts';
import { smooth } from './smooth.ts';

/** Loss, held-out error and learning rate of the runs. */
export function Charts({ runs, isDark }: { readonly runs: readonly Run[]; readonly isDark: boolean }) {
  const [weight, setWeight] = useState(0.9);
  const [isLog, setLog] = useState(false);
  const [isByTime, setByTime] = useState(false);
  const xLabel = isByTime ? 'minutes of training' : 'step';
  const xOf = (run: Run): readonly number[] => (isByTime ? run.seconds.map((time) => time / 60) : run.logSteps);
  /** Where a step lies on the axis. */
  const place = (run: Run, step: number): number | undefined => {
    if (!isByTime) return step;
    const seconds = run.seconds[run.logSteps.indexOf(step)];
    return seconds === undefined ? undefined : seconds / 60;
  };
  const look = (run: Run) => lookOf(run.index, isDark);

  const raw = runs.map((run): Line => ({ name: run.name, x: xOf(run), y: run.losses, ...look(run), isFaint: true }));
  const even = runs.map((run): Line => ({ name: run.name, x: xOf(run), y: smooth(run.losses, weight), ...look(run) }));
  const errors = runs.map((run): Line => {
    const points = run.previews.map(({ step, pixelError }) => ({ x: place(run, step), y: pixelError }));
    const placed = points.filter((point): point is { x: number; y: number | null } => point.x !== undefined);
    return { name: run.name, x: placed.map(({ x }) => x), y: placed.map(({ y }) => y), ...look(run), hasPoints: true };
  });
  const rates = runs.map((run): Line => ({ name: run.name, x: xOf(run), y: run.rates, ...look(run) }));
  const common = { xLabel, isDark };
  return (
    <>
      <div class="controls">
        <label class="control">
          Smoothing{' '}
          <input
            type="range"
            min={0}
            max={0.99}
            step={0.01}
            value={weight}
            onInput={({ currentTarget }) => setWeight(Number(currentTarget.value))}
          />{' '}
          <output>{weight.toFixed(2)}</output>
        </label>
        <label class="control">
          <input type="checkbox" checked={isLog} onChange={({ currentTarget }) => setLog(currentTarget.checked)} />{' '}
          logarithmic loss
        </label>
        <label class="control">
          Against{' '}
          <select
            value={isByTime ? 'time' : 'step'}
            onChange={({ currentTarget }) => setByTime(currentTarget.value === 'time')}
          >
            <option value="step">steps</option>
            <option value="time">time</option>
          </select>
        </label>
        <span class="hint">Drag over a chart to zoom, double-click to see all.</span>
      </div>
      <div class="charts">
        <Chart
          {...common}
          title="Training loss"
          lines={weight === 0 ? even : [...raw, ...even]}
          isLog={isLog}
          format={(value) => String(Number(value.toPrecision(3)))}
        />
        <Chart
          {...common}
          title="Pixel error of the first held-out slice"
          lines={errors}
          isLog={false}
          format={formatPercent}
        />
        <Chart
          {...common}
          title="Learning rate"
          lines={rates}
          isLog={false}
          format={(value) => Number(value.toPrecision(3)).toString()}
        />
      </div>
    </>
  );
}
