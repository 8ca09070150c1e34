import { inputSizeFor, largestInputSize, margin, outputSize, type UNetConfig } from '@unet/model';
import type { LabelledSlice } from '@unet/trainer';
import type { Settings } from './settings.ts';

/**
 * The tile that was asked for, after checking that the network and every slice allow it; otherwise the largest that fits into the
 * slices and the settings' limit.
 */
export function chooseTile(settings: Settings, config: UNetConfig, slices: readonly LabelledSlice[]): number {
  const { tile, depth, tileLimit } = settings;
  checkSlicesFit(config, slices, depth);
  const sides = slices.flatMap(({ image }) => [image.height, image.width]);
  const largest = largestInputSize(config, Math.min(...sides) + 2 * margin(config))!;
  if (tile === undefined) return largestInputSize(config, Math.min(largest, tileLimit)) ?? largest;
  const side = outputSize(config, tile);
  if (side === undefined) {
    throw new RangeError(
      `--tile must be a legal input size at --depth ${depth} (nearest ${nearest(config, tile)}), got ${tile}`,
    );
  }
  const small = slices.findIndex(({ image }) => Math.min(image.height, image.width) < side);
  if (small >= 0) {
    throw new RangeError(
      `--tile must fit into every slice, its output is ${side} x ${side} pixels and ${sizeOf(slices, small)}: the largest that fits is ${largest}, got ${tile}`,
    );
  }
  return tile;
}

function nearest(config: UNetConfig, tile: number): string {
  const below = largestInputSize(config, tile);
  const above = inputSizeFor(config, Math.max(1, tile - 2 * margin(config)));
  return below === undefined ? `${above}` : `${below} or ${above}`;
}

function checkSlicesFit(config: UNetConfig, slices: readonly LabelledSlice[], depth: number): void {
  const smallestOutput = outputSize(config, inputSizeFor(config, 1))!;
  const small = slices.findIndex(({ image }) => Math.min(image.height, image.width) < smallestOutput);
  if (small < 0) return;
  throw new RangeError(
    `--depth ${depth} needs slices of at least ${smallestOutput} x ${smallestOutput} pixels, ${sizeOf(slices, small)}`,
  );
}

function sizeOf(slices: readonly LabelledSlice[], index: number): string {
  const { name, image } = slices[index]!;
  return `${name} has ${image.height} x ${image.width}`;
}
