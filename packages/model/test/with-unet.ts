import { createUNet, disposeUNet, type UNet, type UNetConfig } from '@unet/model';
import { expectNoLeak } from '@unet-internal/testing';

// Margin 8 and steps of 2 at depth 1, margin 20 and steps of 4 at depth 2.

/** Float32 rounds probabilities of one tile and of another differently, where kernels sum in another order. */
export const rounding = { absolute: 1e-5 };

/** Runs `work` with a small network, and sees to it that nothing is left. */
export async function withUNet(config: Partial<UNetConfig>, work: (unet: UNet) => Promise<void>): Promise<void> {
  await expectNoLeak(async () => {
    const unet = createUNet({ depth: 1, baseWidth: 3, ...config }, { seed: 3 });
    try {
      await work(unet);
    } finally {
      disposeUNet(unet);
    }
  });
}
