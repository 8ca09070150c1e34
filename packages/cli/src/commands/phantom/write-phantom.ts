import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { placeError } from '@unet/files';
import { temporaryTarget, writeFileAtomic } from '@unet/files/node';
import { encodePng, fromLabelArray } from '@unet/image-io/arrays';
import { phantomSlices } from '@unet/phantom/arrays';
import type { Output } from '../../terminal/output.ts';

/** What the command line asks for. */
export interface PhantomRequest {
  /** Folder. */
  readonly out: string;
  readonly count: number;
  readonly size: { readonly height: number; readonly width: number };
  readonly seed: number;
}

const FOLDERS = ['image', 'label'] as const;

/** Writes synthetic slices, each file whole or not at all. */
export async function writePhantom({ out, count, size, seed }: PhantomRequest, output: Output): Promise<void> {
  const digits = Math.max(2, String(count - 1).length);
  const names = Array.from({ length: count }, (_, index) => `${String(index).padStart(digits, '0')}.png`);
  await refuseOthers(out, FOLDERS);
  for (const folder of FOLDERS) await refuseOthers(join(out, folder), names);
  const slices = phantomSlices({ seed, count, ...size });
  for (const [index, { image, label }] of slices.entries()) {
    await writeFileAtomic(join(out, 'image', names[index]!), encodePng(image));
    await writeFileAtomic(join(out, 'label', names[index]!), encodePng(fromLabelArray(label, { classes: 2 })));
  }
  output.result({ out, count, ...size, seed });
  output.say(
    `${count} slice${count === 1 ? '' : 's'} of ${size.height} x ${size.width} pixels: ${out}; train on them with: unet train ${out}`,
  );
}

/**
 * Refuses a folder that holds anything else: slices of another kind beside these would be trained on together. What a killed process left of
 * these is no hindrance.
 */
async function refuseOthers(folder: string, names: readonly string[]): Promise<void> {
  let found: string[];
  try {
    found = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw placeError(error, { file: folder });
  }
  const other = found.sort().find((name) => !names.includes(temporaryTarget(name) ?? name));
  if (other !== undefined) {
    throw new Error(`${folder}: must hold nothing but synthetic slices of this size and number, has ${other}`);
  }
}
