import { float32FromBase64, float64FromBase64, int32FromBase64 } from '@unet-internal/testing';
import { expect, test } from 'vitest';

// Made by hand from the formats: little-endian, so 1.0 in float32 (0x3f800000) is 00 00 80 3f, in base64 AACAPw==.
test('float32', () => {
  expect(float32FromBase64('AACAPw==')).toEqual(Float32Array.of(1));
  expect(float32FromBase64('AAAAwAAAwH8=')).toEqual(Float32Array.of(-2, Number.NaN));
});

test('float64', () => {
  expect(float64FromBase64('AAAAAAAA8D8=')).toEqual(Float64Array.of(1));
});

test('int32', () => {
  expect(int32FromBase64('AQAAAP////8AAACA')).toEqual(Int32Array.of(1, -1, -(2 ** 31)));
});

test('nothing', () => {
  expect(float32FromBase64('')).toEqual(new Float32Array(0));
});

test('throws for bytes that are no whole number of values', () => {
  expect(() => float32FromBase64('AACA')).toThrow(RangeError);
  expect(() => float64FromBase64('AACAPw==')).toThrow(RangeError);
});
