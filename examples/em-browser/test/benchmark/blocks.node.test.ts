import { completeConfig, parameterShapes } from '@unet/model/arrays';
import { describe, expect, test } from 'vitest';
import { describeBlock, networkBlocks, wideBlock } from '../../src/benchmark/blocks.ts';

describe('networkBlocks', () => {
  test("of the paper's network: the sizes of its figure", () => {
    const blocks = networkBlocks({ depth: 4, baseWidth: 64, channels: 1 }, 572);
    expect(blocks.map((block) => `${block.name}: ${describeBlock(block)}`)).toEqual([
      'down.0: 572 x 572 x 1 -> 64 -> 64',
      'down.1: 284 x 284 x 64 -> 128 -> 128',
      'down.2: 140 x 140 x 128 -> 256 -> 256',
      'down.3: 68 x 68 x 256 -> 512 -> 512',
      'bottom: 32 x 32 x 512 -> 1024 -> 1024',
      'merge.3: 56 x 56 x 1024 -> 512 -> 512',
      'merge.2: 104 x 104 x 512 -> 256 -> 256',
      'merge.1: 200 x 200 x 256 -> 128 -> 128',
      'merge.0: 392 x 392 x 128 -> 64 -> 64',
    ]);
    expect(blocks[0]!.layers[1]).toEqual({ height: 570, width: 570, inputs: 64, outputs: 64, inputGradient: true });
  });

  test('only the image needs no gradient', () => {
    const layers = networkBlocks({ depth: 2, baseWidth: 4, channels: 3 }, 60).flatMap((block) => block.layers);
    expect(layers.map((layer) => layer.inputGradient)).toEqual([false, ...Array(9).fill(true)]);
  });

  test('has the filters of the network', () => {
    const config = completeConfig({ depth: 3, baseWidth: 6, channels: 2 });
    const shapes = parameterShapes(config);
    for (const { name, layers } of networkBlocks(config, 92)) {
      for (const [index, { inputs, outputs }] of layers.entries()) {
        expect([3, 3, inputs, outputs], name).toEqual(shapes[`${name}.conv${index + 1}.filter`]);
      }
    }
  });

  test('refuses an input that the network cannot take', () => {
    expect(() => networkBlocks({ depth: 4, baseWidth: 8, channels: 1 }, 190)).toThrow(
      new RangeError('networkBlocks: inputSize must be a legal input size (nearest 188 or 204), got 190'),
    );
  });
});

test('the wide block has an output of 256 x 256 pixels', () => {
  expect(describeBlock(wideBlock)).toBe('258 x 258 x 64 -> 64');
  expect(wideBlock.layers[0]!.height - 2).toBe(256);
});
