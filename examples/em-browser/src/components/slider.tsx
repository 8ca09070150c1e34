import type { VNode } from 'preact';
import { useId } from 'preact/hooks';

/** A range with its name and value. */
export function Slider(props: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit?: string;
  /** One line on what it does. */
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}): VNode {
  const { label, value, min, max, step, unit = '', hint, disabled = false, onChange } = props;
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <output for={id}>
        {value}
        {unit && ` ${unit}`}
      </output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
