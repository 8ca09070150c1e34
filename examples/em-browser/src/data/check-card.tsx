import type { Finding } from '@unet/dataset';
import { plainReading, type Reading } from '@unet/dataset';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { putDraftAway, reread, useDraft } from './actions.ts';
import { activity } from './data-state.ts';
import type { Draft } from './draft.ts';

/** What is wrong with the slices in files, each with the buttons that fix it. */
export function CheckCard(props: { readonly draft: Draft }): VNode {
  const { description, reading, findings } = props.draft;
  const heading = useRef<HTMLHeadingElement>(null);
  // What has to be decided may lie below what was dropped, out of sight.
  useEffect(() => heading.current?.focus(), []);
  const busy = activity.value !== undefined;
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  const changed = JSON.stringify(reading) !== JSON.stringify(plainReading);
  return (
    <section class="card" aria-label="Check of your slices">
      <h3 ref={heading} tabIndex={-1}>
        {findings.length === 0 ? 'Nothing is wrong any more' : 'Please look at this first'}
      </h3>
      <p class="hint">{description}. The slices before stay in use until you decide.</p>
      <ul class="findings" aria-live="polite">
        {findings.map((finding) => (
          <FindingItem key={finding.kind} finding={finding} reading={reading} busy={busy} />
        ))}
      </ul>
      <div class="row">
        <button type="button" class="primary" disabled={busy || hasErrors} onClick={() => void useDraft()}>
          {findings.length === 0 || hasErrors ? 'Use these slices' : 'Use these slices as they are'}
        </button>
        {changed && (
          <button type="button" disabled={busy} onClick={() => void reread(plainReading)}>
            Undo all changes
          </button>
        )}
        <button type="button" disabled={busy} onClick={() => void putDraftAway()}>
          Put these files away
        </button>
      </div>
    </section>
  );
}

function FindingItem(props: { readonly finding: Finding; readonly reading: Reading; readonly busy: boolean }): VNode {
  const { finding, reading, busy } = props;
  const { severity, summary, details, fixes } = finding;
  return (
    <li class={`finding finding-${severity}`}>
      <p>
        <strong>{severity === 'error' ? 'Must be put right: ' : 'Perhaps wrong: '}</strong>
        {summary}
      </p>
      {details.length > 0 && (
        <details open={details.length <= 3}>
          <summary>{details.length === 1 ? 'Which' : `Which (${details.length})`}</summary>
          <ul>
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        </details>
      )}
      {fixes.length > 0 && (
        <div class="row">
          {fixes.map(({ text, change }) => (
            <button type="button" key={text} disabled={busy} onClick={() => void reread({ ...reading, ...change })}>
              {text}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}
