import { paperConfig, summary } from '@unet/model';
import { expect, test } from 'vitest';

test('a small network', () => {
  const config = { ...paperConfig, depth: 2, baseWidth: 8, channels: 3, classes: 4 };
  expect(summary(config, { inputSize: 60 })).toMatchInlineSnapshot(`
    "U-Net: input 60 x 60 x 3, margin 20, 29,492 parameters
    down.0.conv1   58 x 58 x 8          224
    down.0.conv2   56 x 56 x 8          584
    down.1.conv1   26 x 26 x 16       1,168
    down.1.conv2   24 x 24 x 16       2,320
    bottom.conv1   10 x 10 x 32       4,640
    bottom.conv2   8 x 8 x 32         9,248
    up.1           16 x 16 x 16       2,064
    merge.1.conv1  14 x 14 x 16       4,624
    merge.1.conv2  12 x 12 x 16       2,320
    up.0           24 x 24 x 8          520
    merge.0.conv1  22 x 22 x 8        1,160
    merge.0.conv2  20 x 20 x 8          584
    head           20 x 20 x 4           36"
  `);
});

test("the paper's network", () => {
  const lines = summary(paperConfig).split('\n');
  expect(lines[0]).toBe('U-Net: input 572 x 572 x 1, margin 92, 31,030,658 parameters');
  expect(lines.filter((line) => line.startsWith('up.'))).toMatchInlineSnapshot(`
    [
      "up.3           56 x 56 x 512     2,097,664",
      "up.2           104 x 104 x 256     524,544",
      "up.1           200 x 200 x 128     131,200",
      "up.0           392 x 392 x 64       32,832",
    ]
  `);
});

test('the parameters of the layers add up to those of the network', () => {
  const [title, ...layers] = summary({ ...paperConfig, padding: 'same' }, { inputSize: 16 }).split('\n');
  const counts = layers.map((line) => Number(line.split(' ').at(-1)!.replaceAll(',', '')));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(31_030_658);
  expect(title).toBe('U-Net: input 16 x 16 x 1, margin 0, 31,030,658 parameters');
  expect(layers.at(-1)).toMatch(/^head +16 x 16 x 2 +130$/);
});

test('an illegal size is refused', () => {
  expect(() => summary(paperConfig, { inputSize: 512 })).toThrow(
    new RangeError('summary: inputSize must be a legal input size (nearest 508 or 524), got 512'),
  );
});

test("what is missing in the configuration is the paper's, the input the largest up to 572", () => {
  expect(summary({})).toBe(summary(paperConfig, { inputSize: 572 }));
  expect(summary({ depth: 3 })).toBe(summary({ ...paperConfig, depth: 3 }, { inputSize: 572 }));
});

test('an unknown option is refused', () => {
  expect(() => summary(paperConfig, { size: 572 } as object)).toThrow(
    new TypeError('summary: options.size is not an option, only inputSize'),
  );
});
