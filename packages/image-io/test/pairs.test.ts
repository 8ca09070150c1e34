import { FileError } from '@unet/files';
import type { RawImage } from '@unet/image-io/arrays';
import { filesByStem, isImageName, pairByStem, pairPages } from '@unet/image-io/internal';
import { describe, expect, test } from 'vitest';

const files = (...stems: string[]) => filesByStem(stems.map((stem) => ({ stem, path: `x/${stem}.png` })));

const places = { images: 'Images', labels: 'Labels' };

const pages = (count: number): RawImage[] =>
  Array.from({ length: count }, (_, page) => ({
    width: 1,
    height: 1,
    channels: 1,
    bitDepth: 8,
    format: 'uint',
    data: Uint8Array.of(page),
    page,
  }));

test('names of images', () => {
  const names = [
    'a.png',
    'b.c.TIF',
    'd.tiff',
    'e.jpg',
    'f.JPEG',
    '.g.png',
    '.png',
    'png',
    'h.gif',
    'i.png.txt',
    'g\nh.png',
  ];
  expect(names.filter(isImageName)).toEqual(['a.png', 'b.c.TIF', 'd.tiff', 'e.jpg', 'f.JPEG', 'g\nh.png']);
});

describe('filesByStem', () => {
  test('sorts naturally by path', () => {
    expect([...files('10', '2', '1')]).toEqual([
      ['1', 'x/1.png'],
      ['2', 'x/2.png'],
      ['10', 'x/10.png'],
    ]);
  });

  test('two files of one stem', () => {
    const twice = [
      { stem: '1', path: 'b/1.png' },
      { stem: '1', path: 'a/1.tif' },
    ];
    expect(() => filesByStem(twice)).toThrow(new FileError('has the same name as a/1.tif', { file: 'b/1.png' }));
  });
});

describe('pairByStem', () => {
  test('in the order of the images', () => {
    expect(pairByStem(files('10', '2'), files('2', '10'), places)).toEqual([
      { stem: '2', image: 'x/2.png', label: 'x/2.png' },
      { stem: '10', image: 'x/10.png', label: 'x/10.png' },
    ]);
  });

  test('one image and one label of any name', () => {
    expect(pairByStem(files('volume'), files('labels'), places)).toEqual([
      { stem: 'volume', image: 'x/volume.png', label: 'x/labels.png' },
    ]);
  });

  test('what has no partner', () => {
    expect(() => pairByStem(files('1', '2'), files('2'), places)).toThrow('x/1.png: image has no label "1" in Labels');
    expect(() => pairByStem(files('1'), files('1', '2'), places)).toThrow('x/2.png: label has no image "2" in Images');
  });
});

describe('pairPages', () => {
  const pair = { stem: 'volume', image: 'volume.tif', label: 'labels.tif' };

  test('by number, with names that sort', () => {
    const paired = pairPages(pair, pages(11), pages(11));
    expect(paired.map(({ name }) => name)).toEqual([
      ...Array.from({ length: 10 }, (_, page) => `volume-0${page}`),
      'volume-10',
    ]);
    expect(paired[3]).toMatchObject({ image: { page: 3 }, label: { page: 3 } });
    expect(pairPages(pair, pages(1), pages(1))[0]!.name).toBe('volume');
  });

  test('different numbers of pages', () => {
    expect(() => pairPages(pair, pages(3), pages(2))).toThrow(
      new FileError('has 2 pages, but volume.tif has 3', { file: 'labels.tif' }),
    );
  });
});
