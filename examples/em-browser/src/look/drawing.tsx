import type { Remote } from 'comlink';
import type { VNode } from 'preact';
import { Figure } from '../components/figure.tsx';
import { useWidth } from '../components/use-width.ts';
import type { ChosenSlice } from './chosen-slice.ts';
import { lookAt } from './look-thread.ts';
import type { LookWorker } from './look-worker.ts';
import { useNewest } from './use-newest.ts';

/** A picture of the slice, drawn in the worker as wide as there is room, and anew when something about it changes. */
export function Drawing<Request extends object>(props: {
  readonly chosen: ChosenSlice;
  /** Everything but the width that decides the picture, plain JSON. */
  readonly request: Request;
  readonly draw: (thread: Remote<LookWorker>, request: Request & { readonly width: number }) => Promise<string>;
  readonly description: string;
  /** Pixels above which the picture gains nothing. */
  readonly widest?: number;
}): VNode {
  const { chosen, request, draw, description, widest = 1000 } = props;
  const { ref, width: room } = useWidth();
  const width = Math.min(room ?? 0, widest);
  const key = room === undefined ? undefined : `${chosen.key} ${JSON.stringify({ ...request, width })}`;
  const { answer, busy } = useNewest(key, () => draw(lookAt(chosen.slice), { ...request, width }));
  return (
    <div ref={ref} style={{ maxWidth: `${widest}px` }} aria-busy={busy}>
      <Figure svg={answer} description={description} />
    </div>
  );
}
