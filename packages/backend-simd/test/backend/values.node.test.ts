import {
  add,
  backend,
  cast,
  complex,
  div,
  engine,
  fill,
  imag,
  mul,
  real,
  reshape,
  scalar,
  setBackend,
  slice,
  string,
  type Tensor,
  type Tensor1D,
  tensor,
  tensor1d,
  tensor2d,
  whereAsync,
} from '@tensorflow/tfjs-core';
import type { SimdBackend } from '@unet/backend-simd';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { configurations, onConfiguration } from '../support/configurations.ts';

const simd = () => backend() as SimdBackend;
const held = () => simd().memory().simd.held;

describe.each(configurations)('$name', (configuration) => {
  onConfiguration(configuration);

  beforeEach(() => {
    engine().startScope();
    return () => engine().endScope();
  });

  describe('writing', () => {
    test.each([
      ['float32', [1.5, -0, 1e-45, 1e39, NaN], Float32Array.of(1.5, -0, 1e-45, Infinity, NaN)],
      ['int32', [1.9, -1.9, 2 ** 31 - 1], Int32Array.of(1, -1, 2 ** 31 - 1)],
      ['bool', [0, 1, 1], Uint8Array.of(0, 1, 1)],
    ] as const)('%s', (dtype, values, expected) => {
      const written = tensor1d([...values], dtype);
      expect(written.dataSync()).toEqual(expected);
      expect(written.dtype).toBe(dtype);
    });

    test('a typed array of another type is converted', () => {
      expect(tensor(Int32Array.of(1, 2), [2], 'float32').dataSync()).toEqual(Float32Array.of(1, 2));
      expect(tensor(Float32Array.of(1.7, -2.7), [2], 'int32').dataSync()).toEqual(Int32Array.of(1, -2));
    });

    test('the caller keeps its array', () => {
      const values = Float32Array.of(1, 2);
      const written = tensor1d(values);
      values.fill(9);
      expect(written.dataSync()).toEqual(Float32Array.of(1, 2));
    });

    test('without an advertisement', () => {
      const warn = vi.spyOn(console, 'warn');
      tensor1d([1]);
      expect(warn).not.toHaveBeenCalled();
    });

    test.each([[[0]], [[0, 3]], [[2, 0, 4]]])('nothing, of shape %j, takes no memory', (shape) => {
      const before = held();
      const empty = tensor([], shape);
      expect(held()).toBe(before);
      expect(empty.dataSync()).toEqual(new Float32Array(0));
      expect(add(empty, 1).shape).toEqual(shape);
    });
  });

  describe('reading', () => {
    test.each(['sync', 'async'])('gives a copy that is not shared, %s', async (how) => {
      const original = tensor1d([1, 2, 3]);
      const values = how === 'sync' ? original.dataSync() : await original.data();
      expect(values.buffer).toBeInstanceOf(ArrayBuffer);
      values.fill(9);
      expect(original.dataSync()).toEqual(Float32Array.of(1, 2, 3));
      original.dispose();
      fill([3], 7);
      expect(values).toEqual(Float32Array.of(9, 9, 9));
    });

    test('of a disposed tensor is an error', () => {
      const gone = tensor1d([1]);
      gone.dispose();
      expect(() => gone.dataSync()).toThrow('disposed');
    });
  });

  describe('values that are no numbers', () => {
    test('strings', () => {
      const words = tensor2d(['a b', 'c', '', 'd'], [2, 2], 'string');
      expect(words.dataSync()).toEqual(['a b', 'c', '', 'd']);
      expect(slice(words, [0, 0], [2, 1]).dataSync()).toEqual(['a b', '']);
      expect(string.stringSplit(reshape(words, [4]) as Tensor1D, ' ').values.dataSync()).toEqual(['a', 'b', 'c', 'd']);
    });

    test('complex numbers', () => {
      const before = held();
      const z = complex(tensor1d([1, 2]), tensor1d([3, 4]));
      expect(z.dataSync()).toEqual(Float32Array.of(1, 3, 2, 4));
      const square = mul(z, z);
      expect(real(square).dataSync()).toEqual(Float32Array.of(-8, -12));
      expect(imag(square).dataSync()).toEqual(Float32Array.of(6, 16));
      expect(add(z, z).dtype).toBe('complex64');
      expect(held()).toBeGreaterThan(before);
    });
  });

  describe('references', () => {
    test('tensors of the same values share them, until the last one is gone', () => {
      const before = held();
      const one = tensor1d(new Float32Array(100).fill(5));
      expect(held()).toBe(before + 448);
      const two = reshape(one, [10, 10]);
      const three = one.clone();
      expect(simd().refCount(one.dataId)).toBe(3);
      expect(held()).toBe(before + 448);
      one.dispose();
      two.dispose();
      expect(three.dataSync()[99]).toBe(5);
      three.dispose();
      expect(held()).toBe(before);
    });

    test('whoever is forced out goes at once', () => {
      const one = tensor1d([1]);
      const before = held();
      one.clone();
      expect(simd().disposeData(one.dataId, true)).toBe(true);
      expect(held()).toBe(before - 64);
      expect(simd().disposeData(one.dataId)).toBe(true);
      expect(held()).toBe(before - 64);
    });
  });

  describe('with cpu', () => {
    test('tensors move there and back, with all who share them', async () => {
      const before = held();
      const one = tensor2d([1, 2, 3, 4], [2, 2]);
      const two = reshape(one, [4]);
      const whole = tensor1d([1, -1], 'int32');
      const words = tensor1d(['a', 'b']);
      const z = complex(tensor1d([1]), tensor1d([2]));
      await setBackend('cpu');
      const sum = add(one, 1);
      expect(add(two, reshape(sum, [4])).dataSync()).toEqual(Float32Array.of(3, 5, 7, 9));
      expect(add(whole, scalar(1, 'int32')).dataSync()).toEqual(Int32Array.of(2, 0));
      expect(words.dataSync()).toEqual(['a', 'b']);
      await setBackend('simd');
      expect(add(two, reshape(sum, [4])).dataSync()).toEqual(Float32Array.of(3, 5, 7, 9));
      expect(cast(whole, 'float32').dataSync()).toEqual(Float32Array.of(1, -1));
      expect(z.dataSync()).toEqual(Float32Array.of(1, 2));
      engine().endScope();
      expect(held()).toBe(before);
      engine().startScope();
    });
  });

  test('operations that only the cpu backend has, also after a wait', async () => {
    const places: Tensor = await whereAsync(tensor1d([0, 1, 1], 'bool'));
    expect(places.dataSync()).toEqual(Int32Array.of(1, 2));
    expect(div(scalar(7, 'int32'), scalar(2, 'int32')).dataSync()).toEqual(Int32Array.of(3));
  });

  test('the engine sees a kernel that leaves data behind', () => {
    const leave = vi.spyOn(simd(), 'numDataIds');
    leave.mockReturnValueOnce(5).mockReturnValueOnce(7);
    expect(() => add(tensor1d([1]), 1)).toThrow(/memory leak/);
    leave.mockRestore();
  });
});
