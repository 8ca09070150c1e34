import { removeLeftovers } from '@unet/files/node';
import { openTiffFile, type TiffFileWriter, type TiffPageHeader } from '@unet/image-io/node';
import { classProbability, mostProbableClass } from '@unet/model/arrays';
import type { ImageArray, Size } from '@unet/tensor/arrays';
import { lockFile } from '../../run-folder/lock.ts';
import type { OutputKind, OutputNames } from './output-names.ts';

/** The outputs of one file, which are written by rows. */
export interface OutputFiles {
  /** Writes the next rows, of whatever is wanted: `[rows, width, classes]` of the page under way. */
  writeRows(probabilities: ImageArray): Promise<void>;
  /** Gives the files their names. */
  commit(): Promise<void>;
  /** Removes what was not committed, and lets go of the names. */
  close(): Promise<void>;
}

interface Format extends Pick<TiffPageHeader, 'bitDepth' | 'format'> {
  readonly samplesOf: (probabilities: ImageArray) => Float32Array | Uint8Array;
}

const formats: Readonly<Record<OutputKind, Format>> = {
  probability: { bitDepth: 32, format: 'float', samplesOf: (rows) => classProbability(rows, 1).data },
  classes: { bitDepth: 8, format: 'uint', samplesOf: (rows) => Uint8Array.from(mostProbableClass(rows).data) },
};

/**
 * Opens the outputs of one file. Each is locked: another process that is to write it is refused, and what a killed one left is removed.
 * @param pages sizes of the pages of the input
 * @throws Error if another process is writing one of them; FileError that names the file
 */
export async function openOutputs(outputs: OutputNames['outputs'], pages: readonly Size[]): Promise<OutputFiles> {
  const releases: (() => Promise<void>)[] = [];
  const files: { readonly file: TiffFileWriter; readonly format: Format }[] = [];
  const close = async (): Promise<void> => {
    for (const { file } of files) await file.abandon();
    for (const release of releases.splice(0)) await release();
  };
  try {
    for (const [kind, path] of Object.entries(outputs)) {
      releases.push(await lockFile(path));
      await removeLeftovers(path);
      const format = formats[kind as OutputKind];
      const { bitDepth, format: samples } = format;
      const headers = pages.map(({ height, width }) => ({ height, width, channels: 1, bitDepth, format: samples }));
      files.push({ file: await openTiffFile(path, headers), format });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    writeRows: async (probabilities) => {
      for (const { file, format } of files) await file.writeRows(format.samplesOf(probabilities));
    },
    commit: async () => {
      for (const { file } of files) await file.commit();
    },
    close,
  };
}
