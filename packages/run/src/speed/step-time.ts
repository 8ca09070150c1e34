import type { UNetConfig } from '@unet/model/arrays';

/** How fast a backend trains. */
export interface Speed {
  /** A step of `tinyNetwork`: what takes time however little there is to compute. */
  readonly tinyStepSeconds: number;
  /** Multiplications and additions per second in steps of growing size: small ones keep no backend busy. At least one. */
  readonly rates: readonly { readonly operations: number; readonly operationsPerSecond: number }[];
}

/** The network whose steps cost next to nothing but their overhead, and its input. */
export const tinyNetwork: { readonly depth: number; readonly baseWidth: number; readonly inputSize: number } = {
  depth: 1,
  baseWidth: 2,
  inputSize: 20,
};

/**
 * About what a training step of a U-Net takes, in seconds; batch 1.
 * @param speed what `measureSpeed` has found
 * @param inputSize side of the square that the network sees, in pixels
 * @example
 * estimateStep(speed, { depth: 3, baseWidth: 16 }, 236);
 */
export function estimateStep(speed: Speed, config: Pick<UNetConfig, 'depth' | 'baseWidth'>, inputSize: number): number {
  const overhead = (speed.tinyStepSeconds * layersOf(config)) / layersOf(tinyNetwork);
  const operations = stepOperations(config, inputSize);
  return overhead + operations / rateFor(operations, speed.rates);
}

/** The rate of a step of this size: of the next smaller and larger that were measured, by the logarithm of the size. */
function rateFor(operations: number, rates: Speed['rates']): number {
  const above = rates.findIndex((measured) => measured.operations >= operations);
  if (above === 0) return rates[0]!.operationsPerSecond;
  if (above < 0) return rates.at(-1)!.operationsPerSecond;
  const [low, high] = [rates[above - 1]!, rates[above]!];
  const share = Math.log(operations / low.operations) / Math.log(high.operations / low.operations);
  return low.operationsPerSecond + share * (high.operationsPerSecond - low.operationsPerSecond);
}

/** Convolutions of a network: two a block, one below each skip, one at the end. */
function layersOf({ depth }: Pick<UNetConfig, 'depth'>): number {
  return 2 * (2 * depth + 1) + depth + 1;
}

/**
 * Multiplications and additions of the convolutions in a step on one tile of valid convolutions: forward, and as many again for the gradients of
 * input and filter. The first layer, whose image has few channels, is left out.
 */
export function stepOperations(
  { depth, baseWidth }: Pick<UNetConfig, 'depth' | 'baseWidth'>,
  inputSize: number,
): number {
  let side = inputSize;
  let sum = 0;
  /** Two 3 x 3 convolutions without padding. */
  const block = (inputs: number, outputs: number): void => {
    sum += 9 * inputs * outputs * (side - 2) ** 2 + 9 * outputs ** 2 * (side - 4) ** 2;
    side -= 4;
  };
  for (let level = 0; level < depth; level++) {
    const width = baseWidth * 2 ** level;
    block(level === 0 ? 0 : width / 2, width);
    side /= 2;
  }
  block(baseWidth * 2 ** (depth - 1), baseWidth * 2 ** depth);
  for (let level = depth - 1; level >= 0; level--) {
    const width = baseWidth * 2 ** level;
    side *= 2;
    sum += 2 * width * width * side ** 2;
    block(2 * width, width);
  }
  return 2 * 3 * sum;
}
