import { dispose } from '@tensorflow/tfjs-core';
import { augmentWindow } from '@unet/augment';
import type { LabelledSlice, Sample } from '@unet/tensor';
import { type DeviceFacts, disposeFacts, factsOnDevice } from './device-facts.ts';
import { finishSample } from './device-sample.ts';
import type { SamplePlan } from './sample-plan.ts';
import { type ClosableSource, checkSampleIndex } from './sample-source.ts';
import type { TileSettings } from './tile-options.ts';

/** A slice on the device, and whether that is a copy of the source's own. */
export interface DeviceSlice {
  readonly slice: LabelledSlice;
  readonly isOwn: boolean;
}

/**
 * Prepares samples by operations on the device.
 * @param sliceAt called once for each slice that a sample is taken of
 */
export function tileSourceOnDevice(
  sliceAt: (index: number) => DeviceSlice,
  plan: SamplePlan,
  settings: TileSettings,
): ClosableSource<Sample> {
  const known = new Map<number, Promise<DeviceFacts>>();
  const slices = new Map<number, DeviceSlice>();
  let closed = false;
  const checkOpen = (): void => {
    if (closed) throw new Error('createTileSource: the source is closed');
  };
  const remembered = <Value>(values: Map<number, Value>, index: number, make: () => Value): Value => {
    const value = values.get(index) ?? make();
    values.set(index, value);
    return value;
  };

  return {
    length: plan.length,
    async sample(index) {
      checkSampleIndex(index);
      checkOpen();
      const { slice: place, window, random } = plan.at(index);
      const { slice } = remembered(slices, place, () => sliceAt(place));
      const facts = await remembered(known, place, () => factsOnDevice(slice.label, settings));
      checkOpen();
      const { image, label } = slice;
      const pair = facts.cells === undefined ? { image, label } : { image, label, cells: facts.cells };
      return finishSample(augmentWindow(pair, window, { ...settings.augmentation, random }), facts, settings);
    },
    async close() {
      closed = true;
      const facts = [...known.values()];
      known.clear();
      for (const { slice, isOwn } of slices.values()) if (isOwn) dispose([slice.image, slice.label]);
      slices.clear();
      // What could not be made holds nothing.
      for (const one of await Promise.allSettled(facts)) if (one.status === 'fulfilled') disposeFacts(one.value);
    },
  };
}
