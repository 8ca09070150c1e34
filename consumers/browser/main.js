// Draws stripes, bends them, and shows which class a network that knows nothing yet sees where.
import '@tensorflow/tfjs-backend-cpu';
import { dispose, memory } from '@tensorflow/tfjs-core';
import { denseField, disposeField, warpImage } from '@unet/elastic';
import { createUNet, disposeUNet, segment } from '@unet/model';
import { createRandom, imageFromPixels, labelToArray } from '@unet/tensor';

const canvas = document.querySelector('canvas');
const [height, width] = [48, 64];
Object.assign(canvas, { height, width });
const context = canvas.getContext('2d');
for (let column = 0; column < width; column++) {
  const grey = 16 * (column % 16);
  context.fillStyle = `rgb(${grey}, ${grey}, ${grey})`;
  context.fillRect(column, 0, 1, height);
}

// All on the device, and synchronous, until the label is read from it.
const image = imageFromPixels(context.getImageData(0, 0, width, height));
const field = denseField({ height, width, random: createRandom(1) });
const bent = warpImage(image, field);
const unet = createUNet({ depth: 1, baseWidth: 2 }, { seed: 1 });
const label = await segment(unet, bent, { output: 'label' });
const classes = await labelToArray(label);

const pixels = new ImageData(width, height);
for (const [pixel, value] of classes.data.entries()) pixels.data.set([255 * value, 0, 0, 255], 4 * pixel);
context.putImageData(pixels, 0, 0);

disposeUNet(unet);
disposeField(field);
dispose([image, bent, label]);
if (classes.height !== height || classes.width !== width) throw new Error(`${classes.height} x ${classes.width}`);
if (!classes.data.every((value) => value === 0 || value === 1)) throw new Error('a class is none');
if (memory().numTensors !== 0) throw new Error(`${memory().numTensors} tensors are left over`);
console.log('segmented on a page without any tool');
window.pageHasFinished = true;
