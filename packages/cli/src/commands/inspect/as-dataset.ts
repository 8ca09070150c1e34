import { connectedComponents } from '@unet/components/arrays';
import type { Finding, Reading } from '@unet/dataset';
import { countInstances } from '@unet/dataset/internal';
import { type RawImage, toLabelArray } from '@unet/image-io/arrays';
import type { LabelArray, Scaling } from '@unet/tensor/arrays';
import { type LabelledPlace, readSource } from '../../data/read-source.ts';
import { type FileFacts, factsOf } from './file-facts.ts';

/** An image with its label. Plain JSON. */
interface SeenPair {
  readonly name: string;
  readonly image: string;
  readonly label: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Cells: those that have a number, else 4-connected ones; undefined where the label cannot be read. */
  readonly objects: number | undefined;
}

/** Something that looks wrong. Plain JSON. */
interface SeenFinding {
  readonly severity: Finding['severity'];
  readonly text: string;
  /** For each slice: its name and what is wrong. */
  readonly details: readonly string[];
  /** What to do; undefined where there is nothing to choose from. */
  readonly remedy: string | undefined;
}

/** A data set as the trainer would read it. */
export interface SeenDataset {
  /** By which convention the files were found, where it has a name. */
  readonly convention: string | undefined;
  /** How labels are read. */
  readonly labels: Reading['labels'];
  readonly files: readonly FileFacts[];
  readonly pairs: readonly SeenPair[];
  readonly findings: readonly SeenFinding[];
}

/**
 * Finds images and labels as the trainer does, and looks for what people get wrong.
 * @throws FileError for files that cannot be read, or have no partner
 */
export async function asDataset(place: LabelledPlace, scaling: Scaling | undefined): Promise<SeenDataset> {
  const files: FileFacts[] = [];
  const { convention, drafts, reading, slices, findings } = await readSource(place, scaling, (file, pages) => {
    files.push(factsOf(file, pages));
  });
  const objectsOf = (raw: RawImage, label: LabelArray): number =>
    reading.labels === 'instances'
      ? countInstances(toLabelArray(raw, { kind: 'instances' }))
      : connectedComponents(label).count;
  const pairs = slices.map(({ index, name, image: { height, width, channels }, raw, label }): SeenPair => {
    const { imageFile, labelFile } = drafts[index]!;
    return {
      name,
      image: imageFile,
      label: labelFile,
      height,
      width,
      channels,
      objects: label && objectsOf(raw, label),
    };
  });
  return { convention, labels: reading.labels, files, pairs, findings: findings.map(seen) };
}

function seen({ severity, summary, details, fixes }: Finding): SeenFinding {
  const remedy = fixes.length === 0 ? undefined : fixes.map(({ text }) => text).join('; or: ');
  return { severity, text: summary, details, remedy };
}
