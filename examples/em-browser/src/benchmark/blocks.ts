import { nearestInputSizes, type UNetConfig } from '@unet/model/arrays';

/** A 3 x 3 convolution without padding. */
export interface LayerShape {
  /** Pixels of its input. */
  readonly height: number;
  readonly width: number;
  /** Channels. */
  readonly inputs: number;
  readonly outputs: number;
  /** Whether a training step needs the gradient of its input: not for the image. */
  readonly inputGradient: boolean;
}

/** Convolutions that are timed together. */
export interface Block {
  readonly name: string;
  readonly layers: readonly LayerShape[];
}

/**
 * The blocks of a U-Net with valid convolutions, two each, named as its parameters are, in the order in which the data flows through them.
 * @param config depth, width of the first block, channels of the image
 * @param inputSize side of the square that the network sees
 * @throws RangeError for an input that the network cannot take
 */
export function networkBlocks(
  config: Pick<UNetConfig, 'depth' | 'baseWidth' | 'channels'>,
  inputSize: number,
): Block[] {
  const { depth, baseWidth, channels } = config;
  const nearest = nearestInputSizes({ depth }, inputSize);
  if (!nearest.includes(inputSize)) {
    throw new RangeError(
      `networkBlocks: inputSize must be a legal input size (nearest ${nearest.join(' or ')}), got ${inputSize}`,
    );
  }
  const widthAt = (level: number): number => baseWidth * 2 ** level;
  const blocks: Block[] = [];
  let side = inputSize;
  const add = (name: string, inputs: number, outputs: number): void => {
    const layer = (loss: number, from: number): LayerShape => ({
      height: side - loss,
      width: side - loss,
      inputs: from,
      outputs,
      inputGradient: blocks.length > 0 || loss > 0,
    });
    blocks.push({ name, layers: [layer(0, inputs), layer(2, outputs)] });
    side -= 4;
  };
  for (let level = 0; level < depth; level++) {
    add(`down.${level}`, level === 0 ? channels : widthAt(level - 1), widthAt(level));
    side /= 2;
  }
  add('bottom', widthAt(depth - 1), widthAt(depth));
  for (let level = depth - 1; level >= 0; level--) {
    side *= 2;
    add(`merge.${level}`, 2 * widthAt(level), widthAt(level));
  }
  return blocks;
}

/** One convolution with an output of 256 x 256 pixels, from 64 channels to 64: large enough to keep any GPU busy. */
export const wideBlock: Block = {
  name: '256 x 256',
  layers: [{ height: 258, width: 258, inputs: 64, outputs: 64, inputGradient: true }],
};

/** `188 x 188 x 1 -> 8 -> 8` */
export function describeBlock({ layers }: Block): string {
  const { height, width, inputs } = layers[0]!;
  return [`${height} x ${width} x ${inputs}`, ...layers.map(({ outputs }) => outputs)].join(' -> ');
}
