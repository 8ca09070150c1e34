// Draws stripes, bends them, and shows what a network that knows nothing yet makes of it.
import '@tensorflow/tfjs-backend-cpu';
import { dispose, memory } from '@tensorflow/tfjs-core';
import { denseField, warpImage } from '@unet/elastic';
import { createUNet, disposeUNet, segment } from '@unet/model';
import { createRandom, imageFromArray, imageToArray } from '@unet/tensor';

const stripes = Float32Array.from({ length: 48 * 64 }, (_, pixel) => (pixel % 16) / 16);
const image = imageFromArray({ height: 48, width: 64, channels: 1, data: stripes });
const bent = await warpImage(image, denseField({ height: 48, width: 64, random: createRandom(1) }));
const unet = createUNet({ depth: 1, baseWidth: 2 }, { seed: 1 });
const probabilities = await segment(unet, bent);
const { height, width, data } = await imageToArray(probabilities);

const canvas = document.querySelector('canvas');
Object.assign(canvas, { width, height });
const pixels = new ImageData(width, height);
for (let pixel = 0; pixel < width * height; pixel++) {
  const grey = 255 * data[2 * pixel + 1];
  pixels.data.set([grey, grey, grey, 255], 4 * pixel);
}
canvas.getContext('2d').putImageData(pixels, 0, 0);

disposeUNet(unet);
dispose([image, bent, probabilities]);
if (height !== 48 || width !== 64) throw new Error(`the result is ${height} x ${width}`);
if (!data.every((value) => value >= 0 && value <= 1)) throw new Error('a probability is none');
if (memory().numTensors !== 0) throw new Error(`${memory().numTensors} tensors are left over`);
console.log('segmented on a page without any tool');
window.pageHasFinished = true;
