import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { encodeTiff, type RawImage } from '@unet/image-io/arrays';
import { createUNet, disposeUNet, encodeUNet, loadUNet, segment, type UNetConfig } from '@unet/model';
import { phantomSlices } from '@unet/phantom/arrays';
import type { ImageArray } from '@unet/tensor/arrays';
import type { Page } from 'playwright';

/** A file as Playwright gives it to a page. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Weights as they are drawn, of a tiny network. */
export async function weightsFile(config: Partial<UNetConfig> = {}, name = 'tiny.safetensors'): Promise<TestFile> {
  await setBackend('cpu');
  const unet = createUNet({ depth: 2, baseWidth: 2, ...config }, { seed: 3 });
  const buffer = Buffer.from(await encodeUNet(unet));
  disposeUNet(unet);
  return { name, mimeType: 'application/octet-stream', buffer };
}

/** What a file of weights makes of an image, computed here. */
export async function segmentHere(weights: TestFile, image: ImageArray): Promise<ImageArray> {
  await setBackend('cpu');
  const unet = await loadUNet(weights.buffer);
  const probabilities = await segment(unet, image);
  disposeUNet(unet);
  return probabilities;
}

/** A slice of the phantom, 8 bits. */
export function greyPage(height: number, width: number, seed: number): RawImage {
  const { image } = phantomSlices({ count: 1, height, width, seed })[0]!;
  const data = Uint8Array.from(image.data, (value) => Math.round(255 * Math.min(1, Math.max(0, value))));
  return { height, width, channels: 1, bitDepth: 8, format: 'uint', data };
}

export function tiffFile(name: string, pages: readonly RawImage[]): TestFile {
  return { name, mimeType: 'image/tiff', buffer: Buffer.from(encodeTiff(pages)) };
}

/** Drops files on what an element with this label stands in, as from a file manager. */
export async function dropFiles(page: Page, label: string, files: readonly TestFile[]): Promise<void> {
  const contents = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, text: buffer.toString('base64') }));
  const transfer = await page.evaluateHandle((dropped) => {
    const data = new DataTransfer();
    for (const { name, mimeType, text } of dropped) {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], name, { type: mimeType }));
    }
    return data;
  }, contents);
  await page.locator('#panel-segment').getByLabel(label).dispatchEvent('drop', { dataTransfer: transfer });
}

/** The colours that a canvas shows once it has drawn what was asked for, four numbers a pixel. */
export async function canvasPixels(page: Page, name: RegExp): Promise<Uint8Array> {
  const drawn = page.getByRole('img', { name }).and(page.locator('[aria-busy="false"]'));
  const text = await drawn.evaluate((element) => {
    const shown = element as HTMLCanvasElement;
    const copy = document.createElement('canvas');
    copy.width = shown.width;
    copy.height = shown.height;
    const context = copy.getContext('2d')!;
    context.drawImage(shown, 0, 0);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    let characters = '';
    for (const value of data) characters += String.fromCharCode(value);
    return btoa(characters);
  });
  return new Uint8Array(Buffer.from(text, 'base64'));
}
