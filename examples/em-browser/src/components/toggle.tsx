import type { VNode } from 'preact';
import { useId } from 'preact/hooks';

/** Something that is on or off. */
export function Toggle(props: {
  readonly label: string;
  readonly value: boolean;
  /** One line on what it does. */
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly onChange: (value: boolean) => void;
}): VNode {
  const { label, value, hint, disabled = false, onChange } = props;
  const id = useId();
  return (
    <div class="toggle">
      <input
        id={id}
        type="checkbox"
        checked={value}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
