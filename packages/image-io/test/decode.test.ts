import { FileError } from '@unet/files';
import {
  decodeImages,
  decodeLabels,
  decodePages,
  encodePng,
  encodeTiff,
  fromLabelArray,
  toImageArray,
  toLabelArray,
} from '@unet/image-io/arrays';
import { randomImage, randomLabel } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';

const stack = encodeTiff([randomImage(4, 5, 3, 'a'), randomImage(3, 2, 3, 'b')]);
const label = randomLabel(4, 5, 3, 'label');
const mask = encodePng(fromLabelArray(label, { classes: 3 }));

describe('decodeImages', () => {
  test('gives an image of each page, with the channels that are asked for', () => {
    expect(decodeImages(stack)).toEqual([randomImage(4, 5, 3, 'a'), randomImage(3, 2, 3, 'b')]);
    expect(decodeImages(stack, { channels: 1 })).toEqual(
      decodePages(stack).map((page) => toImageArray(page, { channels: 1 })),
    );
  });

  test('refuses what the file cannot give, with the page', () => {
    expect(() => decodeImages(stack, { maxPixels: 6 })).toThrow(
      new FileError('image is too large: 4 x 5 pixels, at most 6 are allowed', { page: 0 }),
    );
    const nan = { ...decodePages(stack)[1]!, data: new Float32Array(18).fill(Number.NaN) };
    expect(() => decodeImages(encodeTiff([randomImage(1, 1, 1, 'c'), nan]))).toThrow(
      new FileError('value NaN is not a finite float32', { page: 1, row: 0, column: 0 }),
    );
  });

  test('says what is wrong with its arguments', () => {
    expect(() => decodeImages(stack.buffer as never)).toThrow(
      new TypeError('decodeImages: bytes must be a Uint8Array, got ArrayBuffer'),
    );
    expect(() => decodeImages(stack, { channels: 2 as 3 })).toThrow(
      new RangeError('decodeImages: channels must be 1 or 3, got 2'),
    );
    expect(() => decodeImages(stack, { maxPixels: 0 })).toThrow(
      new RangeError('decodeImages: maxPixels must be a number >= 1, got 0'),
    );
    expect(() => decodeImages(stack, { classes: 2 } as never)).toThrow(
      new TypeError('decodeImages: options.classes is not an option, only maxPixels, channels, scaling'),
    );
  });
});

describe('decodeLabels', () => {
  test('gives a label of each page: classes or instances', () => {
    expect(decodeLabels(mask, { classes: 3 })).toEqual([label]);
    expect(decodeLabels(mask, { kind: 'instances' })).toEqual(
      decodePages(mask).map((page) => toLabelArray(page, { kind: 'instances' })),
    );
  });

  test('expects two classes by default', () => {
    expect(() => decodeLabels(mask)).toThrow(new FileError('label has 3 grey values (0, 128, 255), expected 2'));
  });

  test('says what is wrong with its arguments', () => {
    expect(() => decodeLabels('mask.png' as never)).toThrow(
      new TypeError('decodeLabels: bytes must be a Uint8Array, got "mask.png"'),
    );
    expect(() => decodeLabels(mask, { classes: 1 })).toThrow(
      new RangeError('decodeLabels: classes must be an integer >= 2, got 1'),
    );
    expect(() => decodeLabels(mask, { kind: 'cells' as 'classes' })).toThrow(
      new RangeError('decodeLabels: kind must be "classes" or "instances", got "cells"'),
    );
    expect(() => decodeLabels(mask, { channels: 1 } as never)).toThrow(
      new TypeError('decodeLabels: options.channels is not an option, only maxPixels, classes, kind'),
    );
  });
});
