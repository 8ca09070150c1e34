import { dispose } from '@tensorflow/tfjs-core';
import { augmentWindow } from '@unet/augment';
import type { LabelledSlice, Sample } from '@unet/tensor';
import { type DeviceFacts, disposeFacts, factsOnDevice } from './device-facts.ts';
import { finishSample } from './device-sample.ts';
import { releaseSample } from './release-sample.ts';
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

  const prepare = async (index: number): Promise<Sample> => {
    const { slice: place, window, random } = plan.at(index);
    const { slice } = remembered(slices, place, () => sliceAt(place));
    const facts = await remembered(known, place, () => factsOnDevice(slice.label, settings));
    checkOpen();
    const { image, label } = slice;
    const pair = facts.cells === undefined ? { image, label } : { image, label, cells: facts.cells };
    const moved = augmentWindow(pair, window, { ...settings.augmentation, random });
    const sample = await finishSample(moved, facts, settings);
    if (closed) releaseSample(sample);
    checkOpen();
    return sample;
  };
  const underWay = new Set<Promise<Sample>>();

  return {
    length: plan.length,
    async sample(index) {
      checkSampleIndex(index);
      checkOpen();
      const sample = prepare(index);
      underWay.add(sample);
      try {
        return await sample;
      } finally {
        underWay.delete(sample);
      }
    },
    async close() {
      closed = true;
      // They use what is given back below.
      await Promise.allSettled(underWay);
      const facts = [...known.values()];
      known.clear();
      for (const { slice, isOwn } of slices.values()) if (isOwn) dispose([slice.image, slice.label]);
      slices.clear();
      // What could not be made holds nothing.
      for (const one of await Promise.allSettled(facts)) if (one.status === 'fulfilled') disposeFacts(one.value);
    },
  };
}
