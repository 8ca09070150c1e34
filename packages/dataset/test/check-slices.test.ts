import { checkSlices, type DraftSlice, type Finding, fileFindings, plainReading, type Reading } from '@unet/dataset';
import { describe, expect, test } from 'vitest';
import { cells, draftOf, grid, rawOf } from './tiny-drafts.ts';

const good = (name: string): DraftSlice => draftOf(name, rawOf(cells(255, 0)));

const labelsOf = (drafts: readonly DraftSlice[], reading: Reading): (number[] | undefined)[] =>
  checkSlices(drafts, reading).slices.map(({ label }) => label && [...label.data]);

/** The only finding, which must be of this kind. */
function only(drafts: readonly DraftSlice[], kind: Finding['kind'], reading: Reading = plainReading): Finding {
  const { findings } = checkSlices(drafts, reading);
  expect(findings.map((finding) => finding.kind)).toEqual([kind]);
  return findings[0]!;
}

/** The reading after the fix whose button says `text`. */
function mended(finding: Finding, text: string | RegExp, reading: Reading = plainReading): Reading {
  const fix = finding.fixes.find((candidate) =>
    typeof text === 'string' ? candidate.text === text : text.test(candidate.text),
  );
  expect(fix, finding.fixes.map((candidate) => candidate.text).join(' | ')).toBeDefined();
  return { ...reading, ...fix!.change };
}

test('good slices: no finding, labels of 0 and 1', () => {
  const { findings, slices } = checkSlices([good('a'), good('b')], plainReading);
  expect(findings).toEqual([]);
  expect(slices.map(({ name, index }) => [name, index])).toEqual([
    ['a', 0],
    ['b', 1],
  ]);
  expect([...slices[1]!.label!.data]).toEqual(cells(1, 0).flat());
});

describe('sizes', () => {
  const wide = { ...good('wide'), label: rawOf(cells(255, 0, 9)) };

  test('a label of another size names slice and files; leaving it out fixes it', () => {
    const drafts = [good('a'), wide, good('b')];
    const finding = only(drafts, 'size');
    expect(finding).toMatchObject({
      severity: 'error',
      summary: '1 label has another size than the image.',
      details: ['wide: label has 9 x 9 pixels, image 8 x 8 (wide_label.png, wide.png)'],
    });
    const reading = mended(finding, 'Leave out this slice');
    const { findings, slices } = checkSlices(drafts, reading);
    expect(findings).toEqual([]);
    expect(slices.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('with fewer than two slices left nothing can be trained; they can be taken back', () => {
    const drafts = [good('a'), wide];
    const finding = only(drafts, 'too-few', mended(only(drafts, 'size'), 'Leave out this slice'));
    expect(finding.severity).toBe('error');
    expect(finding.details).toEqual(['a']);
    expect(mended(finding, 'Take back what was left out')).toEqual(plainReading);
    expect(only([good('a')], 'too-few').fixes).toEqual([]);
  });

  test('images of different sizes are no mistake', () => {
    expect(checkSlices([good('a'), draftOf('b', rawOf(cells(255, 0, 12)))], plainReading).findings).toEqual([]);
  });
});

describe('values', () => {
  const rims = (): number[][] => {
    const rows = cells(250, 10, 16);
    rows[3]![0] = 131;
    rows[3]![1] = 130;
    rows[3]![2] = 129;
    return rows;
  };

  test('grey rims: the values are shown, splitting half-way comes first and fixes it', () => {
    const drafts = [good('a'), draftOf('b', rawOf(rims(), 4))];
    const finding = only(drafts, 'values');
    expect(finding).toMatchObject({
      severity: 'error',
      summary: '1 label of 2 cannot be read: values must be two: border and inside of cells.',
      details: ['b_label.png: page 4: label has 5 grey values (10, 129, 130, ...), expected 2'],
    });
    expect(finding.fixes.map(({ text }) => text)).toEqual([
      'Split at 128: lighter is inside of cells',
      'Each value is a cell, 0 is none',
      'Leave out this slice',
    ]);
    const [, second] = labelsOf(drafts, mended(finding, /^Split/));
    const expected = cells(1, 0, 16);
    for (const column of [0, 1, 2]) expected[3]![column] = 1;
    expect(second).toEqual(expected.flat());
  });

  test('numbered cells: "each value is a cell" comes first and moves touching cells apart', () => {
    const numbered = [
      [1, 1, 1, 3, 3, 3],
      [1, 1, 1, 3, 3, 3],
      [0, 0, 0, 0, 0, 0],
      [2, 2, 2, 2, 2, 2],
    ];
    const drafts = [draftOf('a', rawOf(numbered)), draftOf('b', rawOf(numbered))];
    const finding = only(drafts, 'values');
    expect(finding.details[0]).toBe('a_label.png: label has 4 grey values (0, 1, 2, 3), expected 2');
    expect(finding.fixes.map(({ text }) => text)).toEqual([
      'Each value is a cell, 0 is none',
      'Split at 2: lighter is inside of cells',
      'Leave out 2 slices',
    ]);
    const expected = [
      [1, 1, 0, 0, 1, 1],
      [1, 1, 0, 0, 1, 1],
      [0, 0, 0, 0, 0, 0],
      [1, 1, 1, 1, 1, 1],
    ].flat();
    expect(labelsOf(drafts, mended(finding, /^Each/))).toEqual([expected, expected]);
  });

  test('colours of which none is the background can be split, but are no numbers', () => {
    const colours = [200, 30, 10, 100, 15, 5];
    const data = Uint8Array.from({ length: 48 }, (_, sample) => colours[(sample % 3) + (sample < 24 ? 0 : 3)]!);
    const colour = { height: 4, width: 4, channels: 3, bitDepth: 8, format: 'uint', data } as const;
    const drafts = [draftOf('a', colour), draftOf('b', colour)];
    const finding = only(drafts, 'values');
    expect(finding.details[0]).toMatch(/^a_label\.png: label has colours, and neither black nor white/);
    expect(finding.fixes.map(({ text }) => text).join()).not.toMatch(/Each value/);
    expect(labelsOf(drafts, mended(finding, /^Split/))[0]).toEqual(
      Array.from({ length: 16 }, (_, pixel) => (pixel < 8 ? 1 : 0)),
    );
  });

  test('numbers that are none stay an error, and the other way is still offered', () => {
    const data = Float32Array.from(cells(0.7, 0.1).flat());
    const float: DraftSlice = draftOf('a', { height: 8, width: 8, channels: 1, bitDepth: 32, format: 'float', data });
    const finding = only([float, good('b')], 'values', { ...plainReading, labels: 'instances' });
    expect(finding.summary).toBe('1 label of 2 cannot be read: values must be grey values.');
    expect(finding.details[0]).toMatch(/^a_label\.png: value 0\.69\d* is not an instance number/);
    expect(mended(finding, /^Split at 0\.5/).labels).toBe('threshold');
  });
});

describe('inverted', () => {
  const wrong = (name: string): DraftSlice => draftOf(name, rawOf(cells(0, 255)));
  const silent = (name: string): DraftSlice =>
    draftOf(
      name,
      rawOf([
        [0, 255, 255],
        [0, 0, 255],
      ]),
    );

  test('is suspected, with the reason, and all are turned round, those that do not show it, too', () => {
    const drafts = [wrong('a'), silent('b'), wrong('c')];
    const finding = only(drafts, 'inverted');
    expect(finding.severity).toBe('warning');
    expect(finding.summary).toMatch(/^2 labels look inverted: .* net, .* separate pieces/);
    expect(finding.details).toEqual([
      'a: 44\u00a0% marked as inside of cells',
      'c: 44\u00a0% marked as inside of cells',
    ]);
    const reading = mended(finding, 'Invert all labels');
    expect(reading.inverted).toEqual([0, 1, 2]);
    expect(checkSlices(drafts, reading).findings).toEqual([]);
    expect(labelsOf(drafts, reading)).toEqual([cells(1, 0).flat(), [1, 0, 0, 1, 1, 0], cells(1, 0).flat()]);
  });

  test('a label that cannot be read is not turned round', () => {
    const numbered = draftOf(
      'b',
      rawOf([
        [1, 2],
        [3, 4],
      ]),
    );
    const { findings } = checkSlices([wrong('a'), numbered, wrong('c')], plainReading);
    expect(findings.map(({ kind }) => kind)).toEqual(['values', 'inverted']);
    expect(mended(findings[1]!, 'Invert all labels').inverted).toEqual([0, 2]);
  });

  test('one among many is turned round alone', () => {
    const drafts = [good('a'), good('b'), wrong('c')];
    const reading = mended(only(drafts, 'inverted'), 'Invert this label');
    expect(reading.inverted).toEqual([2]);
    expect(checkSlices(drafts, reading).findings).toEqual([]);
  });

  test('what was turned round by mistake is turned back', () => {
    const drafts = [good('a'), good('b')];
    const reading = { ...plainReading, inverted: [0, 1] };
    expect(mended(only(drafts, 'inverted', reading), 'Invert all labels', reading)).toEqual(plainReading);
  });

  test('small cells in a net are right', () => {
    expect(
      checkSlices([draftOf('a', rawOf(grid(255, 0))), draftOf('b', rawOf(grid(255, 0)))], plainReading).findings,
    ).toEqual([]);
  });
});

describe('one value everywhere', () => {
  const flat = (name: string, value: number): DraftSlice => draftOf(name, rawOf(cells(value, value)));

  test('of some labels is a warning', () => {
    const drafts = [good('a'), flat('b', 0), good('c'), flat('d', 255)];
    const finding = only(drafts, 'one-class');
    expect(finding).toMatchObject({
      severity: 'warning',
      summary: '2 labels of 4 are of one value everywhere.',
      details: ['b: only border', 'd: only inside of cells'],
    });
    expect(mended(finding, 'Leave out 2 slices').leftOut).toEqual([1, 3]);
  });

  test('of all is an error without fix', () => {
    expect(only([flat('a', 0), flat('b', 0)], 'one-class')).toMatchObject({ severity: 'error', fixes: [] });
  });
});

describe('images', () => {
  test('grey and colour become grey', () => {
    const colour = draftOf('b', rawOf(cells(255, 0)), 3);
    const finding = only([good('a'), colour], 'channels');
    expect(finding).toMatchObject({ severity: 'error', details: ['b: 3 channels'] });
    const reading = mended(finding, 'Convert all to grey');
    const { findings, slices } = checkSlices([good('a'), colour], reading);
    expect(findings).toEqual([]);
    const [red, green, blue] = colour.image.data;
    expect(slices[1]!.image).toMatchObject({ height: 8, width: 8, channels: 1 });
    expect(slices[1]!.image.data[0]).toBeCloseTo(0.299 * red! + 0.587 * green! + 0.114 * blue!, 6);
    expect(slices[0]!.image).toEqual(good('a').image);
  });

  test('all in colour is no mistake', () => {
    const colours = ['a', 'b'].map((name) => draftOf(name, rawOf(cells(255, 0)), 3));
    expect(checkSlices(colours, plainReading).findings).toEqual([]);
  });

  test('the same value everywhere', () => {
    const flat = good('b');
    flat.image.data.fill(0.5);
    const finding = only([good('a'), flat, good('c')], 'constant');
    expect(finding).toMatchObject({ severity: 'warning', details: ['b: 0.500 everywhere'] });
    expect(mended(finding, 'Leave out this slice').leftOut).toEqual([1]);
  });

  test('values outside of 0 to 1', () => {
    const wide = good('b');
    wide.image.data[3] = 255;
    expect(only([good('a'), wide], 'range')).toMatchObject({
      severity: 'warning',
      details: ['b: 0.00 to 255'],
      fixes: [],
    });
    wide.image.data[3] = -0.5;
    expect(only([good('a'), wide], 'range').details).toEqual(['b: -0.500 to 1.00']);
  });
});

test('several mistakes at once are all said', () => {
  const small = { ...good('a'), label: rawOf(cells(255, 0, 4)) };
  const colour = draftOf(
    'b',
    rawOf([
      [1, 7],
      [9, 200],
    ]),
    3,
  );
  const { findings } = checkSlices([small, colour, good('c')], plainReading);
  expect(findings.map(({ kind }) => kind)).toEqual(['size', 'values', 'channels']);
});

test('pairs made by order are shown, a stack once', () => {
  const stack = { imageFile: 'x.tif', labelFile: 'y.tif' };
  const drafts = [{ ...good('x-0'), ...stack }, { ...good('x-1'), ...stack }, good('z')];
  const [finding] = fileFindings({ byOrder: true, unlabelled: [] }, drafts) as [Finding];
  expect(finding.details).toEqual(['x.tif with y.tif', 'z.png with z_label.png']);
});

test('images without label are counted and listed', () => {
  expect(fileFindings({ byOrder: false, unlabelled: [] }, [good('a')])).toEqual([]);
  expect(fileFindings({ byOrder: false, unlabelled: ['t1.tif', 't2.tif'] }, [good('a')])).toMatchObject([
    { kind: 'unlabelled', summary: '2 images have no label and are passed over.', details: ['t1.tif', 't2.tif'] },
  ]);
});

test('says what is wrong with an argument', () => {
  const wrong = { ...plainReading, labels: 'colours' } as unknown as Reading;
  expect(() => checkSlices([good('a')], wrong)).toThrow(
    new RangeError('checkSlices: reading.labels must be "classes", "threshold" or "instances", got "colours"'),
  );
  expect(() => checkSlices([], plainReading)).toThrow(
    new RangeError('checkSlices: drafts must be a list of at least one slice, got Array(0)'),
  );
  const unknown = { ...plainReading, gray: true } as unknown as Reading;
  expect(() => checkSlices([good('a')], unknown)).toThrow(TypeError);
  expect(() => checkSlices([undefined as never], plainReading)).toThrow(TypeError);
});
