import type { VNode } from 'preact';
import { useId } from 'preact/hooks';

/** A number that is typed. What is out of range is not taken, and marked. */
export function NumberField(props: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What arrows add; default any number is taken. */
  readonly step?: number;
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}): VNode {
  const { label, value, min, max, step, hint, disabled = false, onChange } = props;
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={min}
        max={max}
        step={step ?? 'any'}
        value={value}
        required
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          const input = event.currentTarget;
          if (input.checkValidity()) onChange(input.valueAsNumber);
          else input.reportValidity();
        }}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
