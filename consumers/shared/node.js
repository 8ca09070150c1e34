// The same in Node, as a bundle: what is optional there is no part of it, and found beside it.
import { availableBackends, initBackend } from '@unet/backends';
import { createUNet, segment } from '@unet/model';
import { image } from './image.js';
import { backends } from './variant.js';

export async function segmentInNode() {
  const { name, reason } = await initBackend({ exclude: 'webgpu' });
  if (name !== 'simd') throw new Error(reason);
  const installed = (await availableBackends()).filter((backend) => backend.installed).map((backend) => backend.name);
  const expected = ['simd', 'wasm', 'cpu'].filter((backend) => backends.includes(backend));
  if (installed.join() !== expected.join()) throw new Error(`installed: ${installed}, instead of ${expected}`);
  for (const backend of expected) {
    await initBackend({ prefer: backend });
    const { data } = await segment(createUNet({ depth: 1, baseWidth: 2 }, { seed: 1 }), image, { output: 'label' });
    if (data.length === 0) throw new Error(`no label on ${backend}`);
  }
  return `${reason}; installed: ${installed.join(', ')}`;
}
