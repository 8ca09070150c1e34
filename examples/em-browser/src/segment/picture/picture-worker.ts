import { decodePages, encodePng, encodeTiff, type RawImage } from '@unet/image-io/arrays';
import { classProbability, type NetworkConfig } from '@unet/model/arrays';
import type { ImageArray } from '@unet/tensor/arrays';
import { expose, transfer } from 'comlink';
import type { CellRule } from '../cells/find-cells.ts';
import type { Look } from './overlay-look.ts';
import { makePicture, networkInput, type Picture, rawFromSlice } from './picture.ts';
import { type PixelImage, reduceImage, reduceIndices, reducePlane } from './reduce.ts';
import { SegmentedLayer } from './segmented-layer.ts';

/** What the page is told of the image that is open. */
export interface PictureInfo {
  readonly name: string;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly height: number;
  readonly width: number;
  /** Of the file, opacity included. */
  readonly channels: number;
}

/**
 * 8192 x 8192. A network of two classes then makes the page take 2.6 GB at its peak (grey image of 8 bits, WebAssembly, Chromium 156), which
 * is about as much as a tab gets: 0.8 GB for the image and what is seen of it, the rest while it is segmented and its cells are counted.
 */
const MOST_PIXELS = 2 ** 26;

interface OpenFile {
  readonly name: string;
  readonly pages: readonly RawImage[];
  readonly page: number;
  readonly picture: Picture;
}

let file: OpenFile | undefined;
let probabilities: ImageArray | undefined;
let layer: SegmentedLayer | undefined;
// What is shown of a large image need not be larger than the page: all that follows a slider is faster by the square.
let smallImage: { readonly step: number; readonly image: PixelImage } | undefined;
let smallLayer: { readonly step: number; readonly layer: SegmentedLayer } | undefined;

// Everything is checked before anything is replaced, so that a refused image leaves the former one.
function open(name: string, pages: readonly RawImage[], page: number): PictureInfo {
  const [raw] = withoutNumbers([pages[page]!]) as [RawImage];
  const picture = makePicture(raw);
  file = { name, pages, page, picture };
  probabilities = undefined;
  layer = undefined;
  smallImage = undefined;
  smallLayer = undefined;
  return { name, page, pages: pages.length, height: raw.height, width: raw.width, channels: raw.channels };
}

/** Messages of the packages count pages from 0, the page of this site from 1: it says the number itself. */
function withoutNumbers(pages: readonly RawImage[]): RawImage[] {
  return pages.map(({ page: _, ...raw }) => raw);
}

function opened(): OpenFile {
  if (file === undefined) throw new Error('There is no image.');
  return file;
}

function segmented(): SegmentedLayer {
  if (layer === undefined) throw new Error('The image has not been segmented.');
  return layer;
}

/** The image, smaller by a whole number. */
function imageAt(step: number): PixelImage {
  if (smallImage?.step !== step) smallImage = { step, image: reduceImage(opened().picture, step) };
  return smallImage.image;
}

/** What was found in it, smaller likewise. */
function layerAt(step: number): SegmentedLayer | undefined {
  if (layer === undefined || step === 1) return layer;
  if (smallLayer?.step !== step) {
    smallLayer = { step, layer: new SegmentedLayer(reducePlane(layer.plane, step)) };
    passCells();
  }
  return smallLayer.layer;
}

function passCells(): void {
  if (layer?.cells === undefined || smallLayer === undefined) return;
  const { rule, indices } = layer.cells;
  const { height, width } = layer.plane;
  smallLayer.layer.setCells(rule, reduceIndices(indices, height, width, smallLayer.step));
}

const api = {
  /** Opens the first page of a PNG, JPEG or TIFF file. */
  openFile(name: string, bytes: Uint8Array): PictureInfo {
    return open(name, decodePages(bytes, { maxPixels: MOST_PIXELS }), 0);
  },

  openSlice(name: string, image: ImageArray): PictureInfo {
    return open(name, [rawFromSlice(image)], 0);
  },

  choosePage(page: number): PictureInfo {
    const { name, pages } = opened();
    return open(name, pages, page);
  },

  /** The image as a network wants it. */
  input(config: Pick<NetworkConfig, 'channels' | 'scaling'>): ImageArray {
    const { pages, page } = opened();
    const image = networkInput(withoutNumbers(pages), page, config);
    return transfer(image, [image.data.buffer]);
  },

  /** Takes the probabilities of all classes for the image that is open, or that of class 1 alone. */
  setProbabilities(all: ImageArray): void {
    probabilities = all;
  },

  /** Shows another class; returns its probability. */
  chooseClass(index: number): ImageArray {
    if (probabilities === undefined) throw new Error('The image has not been segmented.');
    const plane = probabilities.channels === 1 ? probabilities : classProbability(probabilities, index);
    layer = new SegmentedLayer(plane);
    smallLayer = undefined;
    const copy = { ...plane, data: plane.data.slice() };
    return transfer(copy, [copy.data.buffer]);
  },

  /** Takes the cells that were counted. */
  setCells(rule: CellRule, indices: Uint8Array): void {
    segmented().setCells(rule, indices);
    passCells();
  },

  /** @param step image pixels along the side of one that is drawn */
  async draw(look: Look, step: number): Promise<ImageBitmap> {
    const { height, width, pixels } = imageAt(step);
    const seen = layerAt(step)?.over(pixels, look) ?? pixels;
    const bitmap = await createImageBitmap(new ImageData(seen, width, height));
    return transfer(bitmap, [bitmap]);
  },

  /** The image with its colours, pixel for pixel. */
  overlayPng(look: Look): Uint8Array {
    const { height, width, pixels: image } = opened().picture;
    const pixels = segmented().over(image, look);
    const data = new Uint8Array(3 * height * width);
    for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
      data[to] = pixels[from]!;
      data[to + 1] = pixels[from + 1]!;
      data[to + 2] = pixels[from + 2]!;
    }
    return encodePng({ height, width, channels: 3, bitDepth: 8, format: 'uint', data });
  },

  /** 255 inside of the cells that were counted, 0 outside. */
  maskPng(): Uint8Array {
    const { height, width } = segmented().plane;
    return encodePng({ height, width, channels: 1, bitDepth: 8, format: 'uint', data: segmented().mask() });
  },

  /** The probability of the class that is shown, float32. */
  probabilityTiff(): Uint8Array {
    return encodeTiff([segmented().plane]);
  },
};

export type PictureWorker = typeof api;

expose(api);
