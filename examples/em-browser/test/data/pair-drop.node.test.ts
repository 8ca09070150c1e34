import { FileError } from '@unet/files';
import { describe, expect, test } from 'vitest';
import { type DropPaths, pairDrop } from '../../src/data/files/pair-drop.ts';

/** Each pair as "name: image + label". */
function pairsOf(drop: DropPaths): string[] {
  return pairDrop(drop).pairs.map(({ stem, image, label }) => `${stem}: ${image} + ${label}`);
}

function refusal(drop: DropPaths): string {
  try {
    return pairsOf(drop).join();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    expect(error.file).toBeDefined();
    return error.message;
  }
}

describe('dropped together', () => {
  test('a folder with the folders image and label, in natural order', () => {
    const together = [
      'd/label/10.png',
      'd/image/2.png',
      'd/image/10.tif',
      'd/label/2.png',
      'd/image/.DS_Store',
      'd/notes.txt',
    ];
    expect(pairsOf({ together })).toEqual(['2: d/image/2.png + d/label/2.png', '10: d/image/10.tif + d/label/10.png']);
  });

  test('the nearest folder counts, not the name of the file or of a folder above', () => {
    const together = ['labels/image/mask1.png', 'labels/label/mask1.png', 'labels/Images/b.png', 'labels/Masks/b.png'];
    expect(pairsOf({ together })).toEqual([
      'mask1: labels/image/mask1.png + labels/label/mask1.png',
      'b: labels/Images/b.png + labels/Masks/b.png',
    ]);
  });

  test('two stacks', () => {
    expect(pairsOf({ together: ['train-labels.tif', 'train-volume.tif'] })).toEqual([
      'train-volume: train-volume.tif + train-labels.tif',
    ]);
  });

  test.each([
    ['a_image.png', 'a_label.png', 'b_image.png', 'b_label.png'],
    ['a.png', 'a_mask.png', 'b.png', 'b_mask.png'],
    ['image1.png', 'label1.png', 'image2.png', 'label2.png'],
    ['testImage.png', 'testLabels.png', 'trainImage.png', 'trainLabels.png'],
    ['x.tif', 'x GT.tif', 'y.tif', 'y GT.tif'],
  ])('words in names: %s, %s', (...names) => {
    const [image, label, otherImage, otherLabel] = names as [string, string, string, string];
    const together = [otherLabel, image, otherImage, label];
    expect(pairDrop({ together }).pairs).toMatchObject([
      { image, label },
      { image: otherImage, label: otherLabel },
    ]);
  });

  test('what is refused', () => {
    expect(refusal({ together: ['notes.txt'] })).toBe('notes.txt: not an image (.png, .tif, .tiff, .jpg, .jpeg)');
    expect(refusal({ together: ['a.png', 'b.png'] })).toMatch(/^a\.png: found no labels, only images: use folders/);
    expect(refusal({ together: ['a_mask.png'] })).toMatch(/^a_mask\.png: found no images, only labels: use folders/);
    expect(refusal({ together: ['a.png', 'a_mask.png', 'b.png'] })).toBe(
      'b.png: image has no label "b" in what was dropped',
    );
    expect(refusal({ together: ['a.png', 'a_mask.png', 'b_mask.png'] })).toBe(
      'b_mask.png: label has no image "b" in what was dropped',
    );
    expect(refusal({ together: ['image/1.png', 'image/1.tif', 'label/1.png'] })).toBe(
      'image/1.tif: has the same name as image/1.png',
    );
  });
});

describe('dropped apart', () => {
  test('one file each, whatever the names', () => {
    expect(pairsOf({ images: ['x.tif'], labels: ['y.tif'] })).toEqual(['x: x.tif + y.tif']);
  });

  test('equal names', () => {
    expect(pairsOf({ images: ['2.png', '10.png'], labels: ['10.png', '2.png'] })).toEqual([
      '2: 2.png + 2.png',
      '10: 10.png + 10.png',
    ]);
  });

  test('equal names but for the words', () => {
    expect(pairsOf({ images: ['2_em.png', '1_em.png'], labels: ['label-1.png', 'label-2.png'] })).toEqual([
      '1_em: 1_em.png + label-1.png',
      '2_em: 2_em.png + label-2.png',
    ]);
  });

  test('names that have nothing in common go by order, and that is said', () => {
    const drop = { images: ['c10.png', 'c9.png'], labels: ['q.png', 'p.png'] };
    expect(pairsOf(drop)).toEqual(['c9: c9.png + p.png', 'c10: c10.png + q.png']);
    expect(pairDrop(drop).byOrder).toBe(true);
    expect(pairDrop({ images: ['x.tif'], labels: ['y.tif'] }).byOrder).toBe(false);
  });

  test('what is refused', () => {
    expect(refusal({ images: ['1.png', '2.png'], labels: ['1.png'] })).toBe(
      '2.png: image has no label "2" in "Labels"',
    );
    expect(refusal({ images: ['1.png', '2.png'], labels: ['1.png', '3.png'] })).toBe(
      '3.png: label has no image "3" in "Images"',
    );
    expect(refusal({ images: ['a.png', 'b.png'], labels: ['p.png', 'q.png', 'r.png'] })).toMatch(/has no image/);
    expect(refusal({ images: ['1.png'], labels: ['readme.md'] })).toMatch(/^readme\.md: not an image/);
  });
});
