import { connectedComponents } from '@unet/components/arrays';
import { checkSlices, type DraftSlice, type Finding, plainReading } from '@unet/dataset';
import { toImageArray } from '@unet/image-io/arrays';
import { pairPages } from '@unet/image-io/internal';
import { pairPaths } from '../../files/pair-paths.ts';
import { readPages } from '../../files/read-pages.ts';
import { type FileFacts, factsOf } from './file-facts.ts';
import { placed } from './placed-pages.ts';

/** An image with its label. Plain JSON. */
interface SeenPair {
  readonly name: string;
  readonly image: string;
  readonly label: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** 4-connected cells; undefined where the label cannot be read. */
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
  readonly files: readonly FileFacts[];
  readonly pairs: readonly SeenPair[];
  readonly findings: readonly SeenFinding[];
}

/**
 * Pairs images and labels as the trainer does, and looks for what people get wrong.
 * @throws FileError for files that cannot be read, or have no partner
 */
export async function asDataset(images: string, labels: string): Promise<SeenDataset> {
  const files: FileFacts[] = [];
  const drafts: DraftSlice[] = [];
  for (const pair of await pairPaths(images, labels)) {
    const [imagePages, labelPages] = [await readPages(pair.image), await readPages(pair.label)];
    files.push(factsOf(pair.image, imagePages), factsOf(pair.label, labelPages));
    for (const { name, image, label } of pairPages(pair, imagePages, labelPages)) {
      drafts.push({
        name,
        imageFile: pair.image,
        labelFile: pair.label,
        image: placed(pair.image, () => toImageArray(image)),
        label,
      });
    }
  }
  const { slices, findings } = checkSlices(drafts, plainReading);
  const pairs = slices.map(({ index, name, image: { height, width, channels }, label }): SeenPair => {
    const { imageFile, labelFile } = drafts[index]!;
    const objects = label && connectedComponents(label).count;
    return { name, image: imageFile, label: labelFile, height, width, channels, objects };
  });
  return { files, pairs, findings: findings.map(seen) };
}

function seen({ severity, summary, details, fixes }: Finding): SeenFinding {
  const remedy = fixes.length === 0 ? undefined : fixes.map(({ text }) => text).join('; or: ');
  return { severity, text: summary, details, remedy };
}
