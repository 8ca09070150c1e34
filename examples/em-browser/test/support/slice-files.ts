import { encodePng, encodeTiff, fromImageArray, fromLabelArray, type RawImage } from '@unet/image-io/arrays';
import { phantomSlices } from '@unet/phantom/arrays';
import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import type { Locator } from 'playwright';

/** A file to drop: its path below what is dropped, and its bytes. */
export interface TestFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Synthetic slices that are not those that the page opens with. */
export function testSlices(count: number, size = 64): { image: ImageArray; label: LabelArray }[] {
  return phantomSlices({ seed: 'test', count, height: size, width: size, cellDiameter: 32 });
}

/** A label in 0 and 255, as people have it. */
export function mask(label: LabelArray): RawImage {
  return fromLabelArray(label, { classes: 2 });
}

/** A PNG file. */
export function png(path: string, image: ImageArray | RawImage): TestFile {
  return { path, bytes: encodePng(image) };
}

/** A TIFF stack of 8 bits. */
export function stack(path: string, pages: readonly (ImageArray | RawImage)[]): TestFile {
  return { path, bytes: encodeTiff(pages.map((page) => ('format' in page ? page : fromImageArray(page)))) };
}

/** A folder with the folders `image` and `label` in it. */
export function folderOf(slices: readonly { readonly image: ImageArray; readonly label: LabelArray }[]): TestFile[] {
  return slices.flatMap(({ image, label }, index) => [
    png(`cells/image/${index}.png`, image),
    png(`cells/label/${index}.png`, mask(label)),
  ]);
}

/** Drops files on an element. */
export async function dropOn(place: Locator, files: readonly TestFile[]): Promise<void> {
  const sent = files.map(({ path, bytes }) => ({ path, base64: Buffer.from(bytes).toString('base64') }));
  const transfer = await place.page().evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const { path, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], path));
    }
    return data;
  }, sent);
  await place.dispatchEvent('drop', { dataTransfer: transfer });
}
