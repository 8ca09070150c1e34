import { useSignal } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { notifyError } from '../state/notices.ts';
import { droppedFiles } from './dropped-files.ts';

/** A place to drop files and folders, or to choose files by mouse or keyboard. */
export function FileDrop(props: {
  readonly label: string;
  /** File name endings and types, as of an input's `accept`. */
  readonly accept: string;
  readonly multiple?: boolean;
  /** Files with their paths, relative to what was dropped. */
  readonly onFiles: (files: readonly File[]) => void;
  readonly children?: ComponentChildren;
}): VNode {
  const { label, accept, multiple = false, onFiles, children } = props;
  const over = useSignal(false);
  const id = useId();
  const onDrop = async (event: DragEvent): Promise<void> => {
    event.preventDefault();
    over.value = false;
    try {
      if (event.dataTransfer !== null) onFiles(await droppedFiles(event.dataTransfer));
    } catch (error) {
      // A folder that has gone away, or may not be read.
      notifyError(error);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the keyboard's is the input inside
    <div
      class={over.value ? 'drop drop-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        over.value = true;
      }}
      onDragLeave={() => {
        over.value = false;
      }}
      onDrop={onDrop}
    >
      <label for={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          const input = event.currentTarget;
          const files = [...(input.files ?? [])];
          // So that choosing the same file again is noticed.
          input.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      {children}
    </div>
  );
}
