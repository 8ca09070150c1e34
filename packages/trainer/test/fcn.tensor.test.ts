import { FileError } from '@unet/files';
import { completeConfig, createNetwork, createUNet, disposeUNet, type FCNConfig } from '@unet/model';
import {
  adam,
  createTileSource,
  createTrainingState,
  currentUNet,
  decodeCheckpoint,
  disposeTrainingState,
  encodeCheckpoint,
  evaluate,
  type TrainingState,
  train,
} from '@unet/trainer';
import { expectNoLeak } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { squareSlices, tinyConfig, valuesOf } from './tiny.ts';

/** Two poolings, margin 6: inputs of 14, 18, 22 … for outputs of 2, 6, 10 … */
const config: FCNConfig = completeConfig({
  architecture: 'fcn-16s',
  depth: 2,
  baseWidth: 4,
  convolutionsPerBlock: 1,
  headKernel: 1,
  headWidth: 8,
  dropoutRate: 0.1,
});
const optimizer = adam();
const options = { optimizer, schedule: 1e-2, seed: 5 };
const slices = squareSlices(2, 36, 36);
const source = createTileSource(slices, { config, augmentation: { flips: true }, seed: 1 });

const start = (): TrainingState => createTrainingState(createNetwork(config, { seed: 3 }), optimizer);

async function advance(state: TrainingState, steps: number): Promise<number[]> {
  const losses: number[] = [];
  for await (const { loss } of train(state, source, { ...options, steps })) losses.push(loss);
  return losses;
}

test('an FCN learns what a U-Net learns, by the same samples and steps, and is scored as it is', async () => {
  await expectNoLeak(async () => {
    const state = start();
    const losses = await advance(state, 60);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(losses.slice(-10))).toBeLessThan(0.6 * mean(losses.slice(0, 5)));
    const { classes } = await evaluate(currentUNet(state), slices);
    // 20 of 36 pixels are background.
    expect(classes.pixelError).toBeLessThan(0.2);
    disposeTrainingState(state);
  });
});

test('a run that goes on from a checkpoint computes what it would have computed', async () => {
  await expectNoLeak(async () => {
    const whole = start();
    await advance(whole, 4);
    const first = start();
    await advance(first, 2);
    const second = decodeCheckpoint(await encodeCheckpoint(first, optimizer), { config, optimizer });
    await advance(second, 4);
    expect(await valuesOf(second.parameters)).toEqual(await valuesOf(whole.parameters));
    for (const state of [whole, first, second]) disposeTrainingState(state);
  });
});

test('a checkpoint of another architecture says so', async () => {
  await expectNoLeak(async () => {
    const [fcn, unet] = [start(), createTrainingState(createUNet(tinyConfig), optimizer)];
    const [ofFCN, ofUNet] = [await encodeCheckpoint(fcn, optimizer), await encodeCheckpoint(unet, optimizer)];
    expect(() => decodeCheckpoint(ofFCN, { config: tinyConfig, optimizer })).toThrow(
      new FileError('checkpoint: of another network: architecture was "fcn-16s", now "u-net"'),
    );
    expect(() => decodeCheckpoint(ofUNet, { config, optimizer })).toThrow(
      new FileError('checkpoint: of another network: architecture was "u-net", now "fcn-16s"'),
    );
    for (const state of [fcn, unet]) disposeTrainingState(state);
  });
});

test('what is lent is a network as it was given', async () => {
  await expectNoLeak(() => {
    const state = start();
    const { config: lent } = currentUNet(state);
    expect(lent).toEqual(config);
    expect(() => disposeUNet(currentUNet(state) as never)).toThrow('borrowed');
    disposeTrainingState(state);
  });
});
