import { type FilePaths, findSlices } from '@unet/dataset';
import { FileError } from '@unet/files';
import { describe, expect, test } from 'vitest';

/** Each pair as "name: image + label". */
function pairsOf(drop: FilePaths): string[] {
  return findSlices(drop).slices.map(
    ({ name, images, labels }) => `${name}: ${images.join(', ')} + ${labels.join(', ')}`,
  );
}

function refusal(drop: FilePaths): string {
  try {
    return pairsOf(drop).join();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    expect(error.file).toBeDefined();
    return error.message;
  }
}

describe('together', () => {
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
    expect(findSlices({ together }).slices).toMatchObject([
      { images: [image], labels: [label] },
      { images: [otherImage], labels: [otherLabel] },
    ]);
  });

  test('beside image and label there may be others: test images, what a run has written', () => {
    const together = [
      'd/image/1.png',
      'd/label/1.png',
      'd/test/7.png',
      'd/run/figures/loss.png',
      'd/run/predictions.tif',
    ];
    expect(pairsOf({ together })).toEqual(['1: d/image/1.png + d/label/1.png']);
  });

  test.each<[name: string, paths: string[], expected: string[]]>([
    [
      'Cellpose',
      ['well 10.tif', 'well 10_masks.tif', 'well 9.tif', 'well 9_cp_masks.png', 'well 9_flows.tif', 'well 9_seg.npy'],
      ['well 9: well 9.tif + well 9_cp_masks.png', 'well 10: well 10.tif + well 10_masks.tif'],
    ],
    ['StarDist', ['d/images/b.tif', 'd/masks/b.tif'], ['b: d/images/b.tif + d/masks/b.tif']],
    [
      'QuPath',
      ['ground_truth/images/b.tif', 'ground_truth/masks/b.tif'],
      ['b: ground_truth/images/b.tif + ground_truth/masks/b.tif'],
    ],
    ['Carvana', ['imgs/p_01.jpg', 'masks/p_01_mask.png'], ['p_01: imgs/p_01.jpg + masks/p_01_mask.png']],
    ['OME', ['image/1.ome.tif', 'label/1.tif'], ['1: image/1.ome.tif + label/1.tif']],
    [
      'nnU-Net',
      [
        'd/imagesTr/x_2_0001.png',
        'd/imagesTr/x_2_0000.png',
        'd/labelsTr/x_2.png',
        'd/imagesTs/y_0000.png',
        'd/dataset.json',
      ],
      ['x_2: d/imagesTr/x_2_0000.png, d/imagesTr/x_2_0001.png + d/labelsTr/x_2.png'],
    ],
    [
      'Cell Tracking Challenge',
      [
        'd/01/t000.tif',
        'd/01/t001.tif',
        'd/01/t002.tif',
        'd/01_GT/SEG/man_seg002.tif',
        'd/01_GT/TRA/man_track000.tif',
        'd/01_ST/SEG/man_seg000.tif',
        'd/01_ST/SEG/man_seg002.tif',
      ],
      ['t000: d/01/t000.tif + d/01_ST/SEG/man_seg000.tif', 't002: d/01/t002.tif + d/01_GT/SEG/man_seg002.tif'],
    ],
    [
      'Cell Tracking Challenge, two sequences',
      ['01/t000.tif', '01_GT/SEG/man_seg000.tif', '02/t000.tif', '02_GT/SEG/man_seg000.tif'],
      ['01-t000: 01/t000.tif + 01_GT/SEG/man_seg000.tif', '02-t000: 02/t000.tif + 02_GT/SEG/man_seg000.tif'],
    ],
    [
      'Data Science Bowl',
      ['s/ab/images/ab.png', 's/ab/masks/1.png', 's/ab/masks/2.png', 's/cd/images/cd.png', 's/cd/masks/7.png'],
      ['ab: s/ab/images/ab.png + s/ab/masks/1.png, s/ab/masks/2.png', 'cd: s/cd/images/cd.png + s/cd/masks/7.png'],
    ],
  ])('%s', (_, together, expected) => {
    expect(pairsOf({ together })).toEqual(expected);
  });

  test('frames without label are named, and no other convention has any', () => {
    const found = findSlices({ together: ['01/t0.tif', '01/t1.tif', '01_GT/SEG/man_seg1.tif'] });
    expect(found).toMatchObject({ convention: 'Cell Tracking Challenge', unlabelled: ['01/t0.tif'] });
    expect(findSlices({ together: ['a.png', 'a_mask.png'] })).toMatchObject({ convention: undefined, unlabelled: [] });
  });

  test.each([
    [['imagesTr/x_0000.png', 'labelsTr/y.png'], 'labelsTr/y.png: label has no image "y_0000" in imagesTr'],
    [
      ['imagesTr/x_0000.png', 'imagesTr/y_0000.png', 'labelsTr/y.png'],
      'imagesTr/x_0000.png: image has no label "x" in labelsTr',
    ],
    [['01/t000.tif', '01_GT/SEG/man_seg001.tif'], '01_GT/SEG/man_seg001.tif: label has no image of its frame'],
    [['a/images/a.png', 'b/images/b.png', 'b/masks/1.png'], 'a/images/a.png: image has no masks in a/masks'],
  ])('%j is refused', (together, message) => {
    expect(refusal({ together })).toBe(message);
  });

  test('what is refused', () => {
    expect(refusal({ together: ['notes.txt'] })).toBe('notes.txt: not an image (.png, .tif, .tiff, .jpg, .jpeg)');
    expect(refusal({ together: ['d/notes.txt', 'd/e/a.csv', 'd/b.txt', 'd/c'] })).toBe(
      'd: no image among 4 files (2 .txt, 1 .csv, 1 without ending) (.png, .tif, .tiff, .jpg, .jpeg)',
    );
    expect(refusal({ together: ['x/a.png', 'y/b.png'] })).toMatch(
      /^x\/a\.png: found no labels among 2 image files in x, y: use folders/,
    );
    expect(refusal({ together: ['a.png', 'b.png'] })).toMatch(
      /^a\.png: found no labels among 2 image files: use folders/,
    );
    expect(refusal({ together: ['a_mask.png'] })).toMatch(
      /^a_mask\.png: found no images, only 1 image file of labels: use folders/,
    );
    expect(refusal({ together: ['a.png', 'a_mask.png', 'b.png'] })).toBe('b.png: image has no label "b" in the labels');
    expect(refusal({ together: ['a.png', 'a_mask.png', 'b_mask.png'] })).toBe(
      'b_mask.png: label has no image "b" in the images',
    );
    expect(refusal({ together: ['image/1.png', 'image/1.tif', 'label/1.png'] })).toBe(
      'image/1.tif: has the same name as image/1.png',
    );
  });
});

describe('apart', () => {
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
    expect(findSlices(drop).byOrder).toBe(true);
    expect(findSlices({ images: ['x.tif'], labels: ['y.tif'] }).byOrder).toBe(false);
  });

  test('what is refused', () => {
    expect(refusal({ images: ['1.png', '2.png'], labels: ['1.png'] })).toBe(
      '2.png: image has no label "2" in the labels',
    );
    expect(refusal({ images: ['1.png', '2.png'], labels: ['1.png', '3.png'] })).toBe(
      '3.png: label has no image "3" in the images',
    );
    expect(refusal({ images: ['a.png', 'b.png'], labels: ['p.png', 'q.png', 'r.png'] })).toMatch(/has no image/);
    expect(refusal({ images: ['1.png'], labels: ['readme.md'] })).toMatch(/^readme\.md: not an image/);
  });
});
