// In a thread of its own: an array entry, and tensors on a backend.
import { initBackend } from '@unet/backends';
import { coarseField, warpImage } from '@unet/elastic/arrays';
import { imageFromArray, imageToArray } from '@unet/tensor';
import { createRandom } from '@unet/tensor/arrays';
import { image } from './image.js';

// Not with `await` at the top, which Parcel's workers do not know.
bend().then(postMessage);

async function bend() {
  const { name } = await initBackend({ prefer: ['simd', 'cpu'] });
  const { height, width } = image;
  const bent = warpImage(image, coarseField({ height, width, random: createRandom(1) }));
  const { data } = await imageToArray(imageFromArray(bent));
  return { name, sum: data.reduce((sum, value) => sum + value, 0) };
}
