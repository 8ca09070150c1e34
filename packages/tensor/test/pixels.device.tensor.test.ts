import { browser, engine, type Tensor3D, tensor, tensor3d } from '@tensorflow/tfjs-core';
import { imageFromPixels, imageToArray, type PixelData } from '@unet/tensor';
import { imageFromImageData } from '@unet/tensor/arrays';
import { expectAllClose, expectNoLeak, expectNoRead } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';

// Red, grey, dark green and a translucent blue, two by two.
const bytes = [255, 0, 0, 255, 51, 51, 51, 255, 10, 100, 20, 255, 0, 0, 255, 102];
const plain: PixelData = { height: 2, width: 2, data: Uint8Array.from(bytes) };
// The luma and the division in float32: a few roundings of values up to 1.
const tolerance = { absolute: 3e-7 };

describe('imageFromPixels', () => {
  test.each([1, 3, 4] as const)('gives what imageFromImageData gives, for %i channels', (channels) =>
    expectNoLeak(async () => {
      const expected = imageFromImageData(plain, { channels });
      const image = await expectNoRead(() => imageFromPixels(plain, { channels }));
      const clamped = imageFromPixels({ ...plain, data: Uint8ClampedArray.from(bytes) }, { channels });
      expect([image.shape, image.dtype]).toEqual([[2, 2, channels], 'float32']);
      expectAllClose((await imageToArray(image)).data, expected.data, tolerance);
      expectAllClose((await imageToArray(clamped)).data, expected.data, tolerance);
      return [image, clamped];
    }),
  );

  test('takes grey by default', () =>
    expectNoLeak(async () => {
      const image = imageFromPixels(plain);
      expectAllClose((await imageToArray(image)).data, imageFromImageData(plain).data, tolerance);
      return image;
    }));

  test.each([1, 3, 4] as const)('takes the tensor of browser.fromPixels, for %i channels', (channels) =>
    expectNoLeak(async () => {
      const pixels = tensor3d(bytes, [2, 2, 4], 'int32');
      const image = await expectNoRead(() => imageFromPixels(pixels, { channels }));
      expectAllClose((await imageToArray(image)).data, imageFromImageData(plain, { channels }).data, tolerance);
      expect(pixels.isDisposed).toBe(false);
      return [pixels, image];
    }),
  );

  test('takes what browser.fromPixels returns, of one channel or three', () =>
    expectNoLeak(async () => {
      const data = plain as { height: number; width: number; data: Uint8Array };
      const grey = browser.fromPixels(data, 1);
      const colours = browser.fromPixels(data);
      const red = imageFromPixels(grey);
      const luma = imageFromPixels(colours);
      expectAllClose((await imageToArray(red)).data, Float32Array.of(1, 0.2, 10 / 255, 0), tolerance);
      expectAllClose((await imageToArray(luma)).data, imageFromImageData(plain).data, tolerance);
      return [grey, colours, red, luma];
    }));

  test('an image of whole 255ths makes the way to the canvas and back', () =>
    expectNoLeak(async () => {
      const image = imageFromPixels(plain, { channels: 3 });
      const data = await browser.toPixels(image);
      expect([...data]).toEqual(bytes.map((value, index) => (index % 4 === 3 ? 255 : value)));
      return image;
    }));

  test('says what is wrong with its arguments, and leaves no tensor then', () =>
    expectNoLeak(() => {
      const float = tensor3d([0, 1], [1, 2, 1]);
      const one = tensor3d([0, 1], [1, 2, 1], 'int32');
      const two = tensor3d([0, 1], [1, 1, 2], 'int32');
      const flat = tensor([0, 1], [2], 'int32');
      const form = 'a [height, width, channels] int32 tensor of 1, 3 or 4 channels';
      const wrong = (pixels: unknown) => () => imageFromPixels(pixels as Tensor3D);
      expect(wrong(float)).toThrow(
        new TypeError(`imageFromPixels: pixels must be ${form}, got [1,2,1] float32 tensor`),
      );
      expect(wrong(two)).toThrow(new TypeError(`imageFromPixels: pixels must be ${form}, got [1,1,2] int32 tensor`));
      expect(wrong(flat)).toThrow(new TypeError(`imageFromPixels: pixels must be ${form}, got [2] int32 tensor`));
      expect(() => imageFromPixels(one, { channels: 3 })).toThrow(
        new RangeError("imageFromPixels: channels must not exceed the tensor's, 1, got 3"),
      );
      for (const pixels of [undefined, null, 5, {}, [], 'cells.png', new Uint8Array(4)]) {
        expect(wrong(pixels)).toThrow(
          /^imageFromPixels: pixels must be ImageData, a canvas, an <img>, a <video>, an ImageBitmap or an int32 tensor, got /,
        );
      }
      expect(wrong({ ...plain, data: new Uint8Array(8) })).toThrow(
        new RangeError('imageFromPixels: pixels.data must hold 2 x 2 x 4 = 16 values, got 8'),
      );
      expect(() => imageFromPixels(plain, { channels: 2 as 3 })).toThrow(
        new RangeError('imageFromPixels: channels must be 1, 3 or 4, got 2'),
      );
      expect(() => imageFromPixels(plain, { channel: 3 } as never)).toThrow(
        new TypeError('imageFromPixels: options.channel is not an option, only channels'),
      );
      return [float, one, two, flat];
    }));
});

describe.skipIf(typeof document === 'undefined')('imageFromPixels in a browser', () => {
  // Opaque, so that no browser multiplies colours by opacity.
  const opaque = Uint8ClampedArray.from(bytes, (value, index) => (index % 4 === 3 ? 255 : value));
  const imageData = () => new ImageData(opaque, 2, 2);

  function canvas(): HTMLCanvasElement {
    const made = Object.assign(document.createElement('canvas'), { width: 2, height: 2 });
    made.getContext('2d')!.putImageData(imageData(), 0, 0);
    return made;
  }

  function offscreenCanvas(): OffscreenCanvas {
    const made = new OffscreenCanvas(2, 2);
    made.getContext('2d')!.putImageData(imageData(), 0, 0);
    return made;
  }

  async function picture(): Promise<HTMLImageElement> {
    const made = Object.assign(new Image(), { src: canvas().toDataURL() });
    await made.decode();
    return made;
  }

  test.each([
    ['ImageData', imageData],
    ['a canvas', canvas],
    ['an OffscreenCanvas', offscreenCanvas],
    ['an ImageBitmap', () => createImageBitmap(imageData())],
    ['an <img>', picture],
  ])('takes %s', (_, make) =>
    expectNoLeak(async () => {
      const pixels = await make();
      const colours = imageFromPixels(pixels, { channels: 3 });
      const grey = imageFromPixels(pixels);
      const whole = { height: 2, width: 2, data: opaque };
      expectAllClose((await imageToArray(colours)).data, imageFromImageData(whole, { channels: 3 }).data, tolerance);
      expectAllClose((await imageToArray(grey)).data, imageFromImageData(whole).data, tolerance);
      return [colours, grey];
    }),
  );

  test('the tests see a backend that uploads pixels itself', () => {
    expect(['webgl', 'webgpu']).toContain(engine().backendName);
  });
});
