import { memory, type Rank, type Tensor4D, zeros } from '@tensorflow/tfjs-core';
import {
  type BorrowedUNet,
  createUNet,
  disposeUNet,
  encodeUNet,
  forward,
  readParameters,
  segment,
  type UNet,
} from '@unet/model';
import { checkUNet, handOver } from '@unet/model/internal';
import { expectNoLeak, randomImage } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';

const image = randomImage(4, 4, 1, 'image');

function make(): UNet {
  return createUNet({ depth: 1, baseWidth: 2 });
}

/** What a training state does at its first step: new tensors, and the old ones are released. */
function replaceWeights(unet: UNet): UNet['parameters'] {
  const next = make().parameters;
  for (const tensor of Object.values(unet.parameters)) tensor.dispose();
  return next;
}

/** Every way to use a network, each with the name that its message has to start with. */
async function expectRefusals(unet: UNet | BorrowedUNet, reason: string): Promise<void> {
  const x = zeros<Rank.R4>([1, 18, 18, 1]) as Tensor4D;
  const refusal = (where: string) => new TypeError(`${where}: ${reason}`);
  await expect(segment(unet, image)).rejects.toThrow(refusal('segment'));
  await expect(encodeUNet(unet)).rejects.toThrow(refusal('encodeUNet'));
  expect(() => checkUNet('elsewhere', unet)).toThrow(refusal('elsewhere'));
  x.dispose();
}

describe('a network that was disposed', () => {
  test('says so wherever it is used, and disposing it again does nothing', async () => {
    await expectNoLeak(async () => {
      const unet = make();
      disposeUNet(unet);
      await expectRefusals(unet, 'unet was disposed');
      const x = zeros<Rank.R4>([1, 18, 18, 1]);
      expect(() => forward(unet.config, unet.parameters, x)).toThrow(new TypeError('forward: unet was disposed'));
      await expect(readParameters(unet.parameters)).rejects.toThrow(new TypeError('readParameters: unet was disposed'));
      expect(() => disposeUNet(unet)).not.toThrow();
      return x;
    });
  });

  test('or while it is used', async () => {
    await expectNoLeak(async () => {
      const unet = make();
      const onTile = () => disposeUNet(unet);
      await expect(segment(unet, image, { inputSize: 18, onTile })).rejects.toThrow(
        new TypeError('segment: unet was disposed'),
      );
    });
  });
});

describe('a network that was handed over to a training state', () => {
  const reason = 'unet was handed over to a training state: use currentUNet(state)';

  test('is refused from then on, with the way out; its weights stay', async () => {
    await expectNoLeak(async () => {
      const unet = make();
      handOver(unet);
      expect(Object.values(unet.parameters).some(({ isDisposed }) => isDisposed)).toBe(false);
      await expectRefusals(unet, reason);
      const borrowed: BorrowedUNet = { config: unet.config, parameters: unet.parameters, borrowed: true };
      expect((await segment(borrowed, image)).height).toBe(4);
      const parameters = replaceWeights(unet);
      await expectRefusals(unet, reason);
      return parameters;
    });
  });

  test("nor is it the caller's to dispose, or to give away again", async () => {
    await expectNoLeak(() => {
      const unet = make();
      handOver(unet);
      const before = memory().numTensors;
      expect(() => disposeUNet(unet)).toThrow(
        new TypeError('disposeUNet: unet was handed over to a training state: its weights belong to the state'),
      );
      expect(memory().numTensors).toBe(before);
      expect(() => handOver(unet)).toThrow(
        new TypeError('createTrainingState: unet was handed over to a training state: its weights belong to the state'),
      );
      return unet.parameters;
    });
  });

  test('also says so where its weights are used without it, once they are gone', async () => {
    await expectNoLeak(() => {
      const unet = make();
      handOver(unet);
      const parameters = replaceWeights(unet);
      const x = zeros<Rank.R4>([1, 18, 18, 1]);
      expect(() => forward(unet.config, unet.parameters, x)).toThrow(new TypeError(`forward: ${reason}`));
      return { ...parameters, x };
    });
  });
});

describe('a borrowed network', () => {
  const borrow = ({ config, parameters }: UNet): BorrowedUNet => ({ config, parameters, borrowed: true });

  test('is used like one that is owned', async () => {
    await expectNoLeak(async () => {
      const unet = make();
      expect(await segment(borrow(unet), image)).toEqual(await segment(unet, image));
      expect(await encodeUNet(borrow(unet))).toEqual(await encodeUNet(unet));
      return unet.parameters;
    });
  });

  test('can be neither disposed nor given away, in types or at run time', async () => {
    await expectNoLeak(() => {
      const unet = make();
      const message = 'unet must be one that is owned, got one borrowed from a training state';
      // @ts-expect-error: a BorrowedUNet is no UNet.
      expect(() => disposeUNet(borrow(unet))).toThrow(new TypeError(`disposeUNet: ${message}`));
      // @ts-expect-error: a BorrowedUNet is no UNet.
      expect(() => handOver(borrow(unet))).toThrow(new TypeError(`createTrainingState: ${message}`));
      expect(Object.values(unet.parameters).some(({ isDisposed }) => isDisposed)).toBe(false);
      return unet.parameters;
    });
  });

  test('says that it has to be borrowed anew once its weights are gone', async () => {
    await expectNoLeak(async () => {
      const unet = make();
      const borrowed = borrow(unet);
      const parameters = replaceWeights(unet);
      await expectRefusals(
        borrowed,
        'unet was borrowed from a training state whose weights have changed: call currentUNet(state) again',
      );
      return parameters;
    });
  });
});

describe('a training state', () => {
  /** As createTrainingState of `@unet/trainer` makes it. */
  const stateOf = ({ config, parameters }: UNet): UNet => {
    const state = { config, parameters, optimizerState: {}, step: 0 };
    // The types refuse it, too.
    return state as unknown as UNet;
  };

  test('is no network: its user is told to pass the current one', async () => {
    await expectNoLeak(async () => {
      const unet = make();
      const reason = 'unet must be a network, got a training state: pass currentUNet(state)';
      await expectRefusals(stateOf(unet), reason);
      disposeUNet(unet);
      await expectRefusals(stateOf(unet), reason);
    });
  });

  test('cannot be disposed or given away as a network; its weights stay', async () => {
    await expectNoLeak(() => {
      const unet = make();
      const reason =
        'unet must be a network, got a training state: its weights belong to the state until disposeTrainingState(state)';
      expect(() => disposeUNet(stateOf(unet))).toThrow(new TypeError(`disposeUNet: ${reason}`));
      expect(() => handOver(stateOf(unet))).toThrow(new TypeError(`createTrainingState: ${reason}`));
      expect(Object.values(unet.parameters).some(({ isDisposed }) => isDisposed)).toBe(false);
      return unet.parameters;
    });
  });
});

test.each([undefined, null, 'cells', {}, { config: {} }])('%j is no network', async (value) => {
  const unet = value as unknown as UNet;
  const reason = /: unet must be \{ config, parameters \} as createUNet makes it, got /;
  await expect(segment(unet, image)).rejects.toThrow(reason);
  await expect(encodeUNet(unet)).rejects.toThrow(TypeError);
  expect(() => disposeUNet(unet)).toThrow(reason);
  expect(() => handOver(unet)).toThrow(reason);
});
