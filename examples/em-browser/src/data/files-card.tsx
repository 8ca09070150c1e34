import { useSignal } from '@preact/signals';
import { counted } from '@unet/dataset/internal';
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { FileDrop } from '../components/file-drop.tsx';
import { notify } from '../state/notices.ts';
import { forgetKept, readFiles, useKept } from './actions.ts';
import { activity, kept, opened } from './data-state.ts';
import type { NamedFile } from './files/read-drop.ts';

const accept = '.png,.tif,.tiff,.jpg,.jpeg';

/** A folder that was chosen gives the paths below it in another place than one that was dropped. */
function named(files: readonly File[]): NamedFile[] {
  return files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Preact's types do not know the attribute. */
function chooseFolders(input: HTMLInputElement | null): void {
  if (input !== null) input.webkitdirectory = true;
}

/** Where files are dropped, and what becomes of those that the browser keeps. */
export function FilesCard(): VNode {
  const images = useSignal<readonly File[]>([]);
  const labels = useSignal<readonly File[]>([]);
  const folder = useId();
  const readTogether = (files: readonly File[]): void => {
    if (files.length === 0) notify('error', 'There is no file in what was dropped.');
    else void readFiles({ together: named(files) });
  };
  const clear = (): void => {
    images.value = [];
    labels.value = [];
  };
  const readApart = (): void => {
    if (images.value.length === 0 || labels.value.length === 0) return;
    void readFiles({ images: named(images.value), labels: named(labels.value) });
    clear();
  };
  const isOwn = opened.value?.record.origin === 'files';
  return (
    <div class="card">
      <h3>Your own slices</h3>
      <p class="hint">
        PNG, TIFF (stacks too) or JPEG, ten slices or more. Labels are light inside of cells and dark on their borders.
        Pixels never leave this machine.
      </p>
      <FileDrop label="Images and labels together" accept={accept} multiple onFiles={readTogether}>
        <p class="hint">
          A folder with the folders image and label in it, two stacks such as train-volume.tif and train-labels.tif, or
          pairs such as a.png and a_label.png.
        </p>
        <label for={folder}>Choose a folder</label>
        <input
          id={folder}
          type="file"
          ref={chooseFolders}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = '';
            if (files.length > 0) readTogether(files);
          }}
        />
      </FileDrop>
      <p>Or each into its own place:</p>
      <FileDrop
        label="Images"
        accept={accept}
        multiple
        onFiles={(files) => {
          images.value = files;
          readApart();
        }}
      >
        <Waiting files={images.value} other="labels" />
      </FileDrop>
      <FileDrop
        label="Labels"
        accept={accept}
        multiple
        onFiles={(files) => {
          labels.value = files;
          readApart();
        }}
      >
        <Waiting files={labels.value} other="images" />
      </FileDrop>
      {images.value.length + labels.value.length > 0 && (
        <button type="button" onClick={clear}>
          Put these files away
        </button>
      )}
      {kept.value !== undefined && (
        <>
          <p class="hint">This browser keeps your slices for the next visit: {kept.value}.</p>
          <div class="row">
            {!isOwn && (
              <button type="button" disabled={activity.value !== undefined} onClick={() => void useKept()}>
                Use my slices again
              </button>
            )}
            <button type="button" disabled={activity.value !== undefined} onClick={() => void forgetKept()}>
              Forget my slices
            </button>
          </div>
        </>
      )}
    </div>
  );
}

function Waiting(props: { readonly files: readonly File[]; readonly other: string }): VNode | null {
  const { files, other } = props;
  if (files.length === 0) return null;
  return (
    <p class="hint" role="status">
      {counted(files.length, 'file')} ({files[0]!.name}
      {files.length > 1 && ' …'}): now the {other}.
    </p>
  );
}
