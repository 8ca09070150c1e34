import { FileError } from '@unet/files';
import { decodeSafetensors, encodeSafetensors, type NamedArray } from '@unet/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const arrays: fc.Arbitrary<NamedArray> = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }).chain((shape) => {
  const length = shape.reduce((product, side) => product * side, 1);
  return fc.float32Array({ minLength: length, maxLength: length }).map((data) => ({ shape, data }));
});

const contents = fc.record({
  tensors: fc.dictionary(
    fc.oneof(
      fc.string({ unit: 'binary' }).filter((name) => name !== '__metadata__'),
      fc.constantFrom('__proto__', 'toString', '0', '12', ''),
    ),
    arrays,
  ),
  metadata: fc.dictionary(
    fc.string().filter((key) => key !== '__proto__'),
    fc.string({ unit: 'binary' }),
  ),
});

/** Names, shapes and the very bits, so that NaN and -0 count. */
function bitsOf(tensors: Readonly<Record<string, NamedArray>>): [string, string, Uint32Array][] {
  return Object.entries(tensors)
    .map(([name, { shape, data }]): [string, string, Uint32Array] => [
      name,
      String(shape),
      new Uint32Array(data.slice().buffer),
    ])
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

test('what is written is read, bit by bit, whatever names, shapes and texts', () => {
  fc.assert(
    fc.property(contents, ({ tensors, metadata }) => {
      const decoded = decodeSafetensors(encodeSafetensors({ tensors, metadata }));
      expect(bitsOf(decoded.tensors)).toEqual(bitsOf(tensors));
      expect({ ...decoded.metadata }).toEqual({ ...metadata });
    }),
  );
});

const small = {
  tensors: {
    a: { shape: [2, 1], data: Float32Array.of(1, -2) },
    b: { shape: [], data: Float32Array.of(0.5) },
  },
  metadata: { note: 'ü' },
};

test('the bytes of a small file, by hand', () => {
  const bytes = encodeSafetensors(small);
  // The CRC-32 of '[[["note","ü"]],[["a",[2,1]],["b",[]]]]' and the values, by Python's zlib.
  const header =
    '{"__metadata__":{"note":"ü","unet_crc32":"464c1446"},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}';
  const length = Math.ceil(new TextEncoder().encode(header).length / 8) * 8;
  expect(length).toBeLessThan(256);
  expect(Array.from(bytes.subarray(0, 8))).toEqual([length, 0, 0, 0, 0, 0, 0, 0]);
  expect(new TextDecoder().decode(bytes.subarray(8, 8 + length)).trimEnd()).toBe(header);
  // Little-endian float32: 1, -2, 0.5.
  expect(Array.from(bytes.subarray(8 + length))).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0x3f]);
});

test('reads from the middle of a larger buffer, at any address, and keeps no hold of it', () => {
  const bytes = encodeSafetensors(small);
  const larger = new Uint8Array(bytes.length + 7).fill(0xff);
  larger.set(bytes, 3);
  const { tensors } = decodeSafetensors(larger.subarray(3, 3 + bytes.length));
  larger.fill(0);
  expect(tensors).toEqual(small.tensors);
  expect(tensors.a!.data.buffer.byteLength).toBe(8);
});

test('an empty tensor may share its place with the next one, in any order of the header', () => {
  const empty = { shape: [0], data: new Float32Array(0) };
  const full = { shape: [1], data: Float32Array.of(3) };
  // Names that are whole numbers come first in every JavaScript object, in their order.
  for (const tensors of [
    { 0: empty, 1: full },
    { 0: full, 1: empty },
  ]) {
    const bytes = encodeSafetensors({ tensors, metadata: {} });
    expect(decodeSafetensors(bytes).tensors).toEqual(tensors);
  }
  const entries = {
    0: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
    1: { dtype: 'F32', shape: [0], data_offsets: [0, 0] },
  };
  expect(decodeSafetensors(fileOf(entries, 4)).tensors).toEqual({
    0: { shape: [1], data: new Float32Array(1) },
    1: empty,
  });
});

describe('the checksum', () => {
  const entries = {
    b: { dtype: 'F32', shape: [], data_offsets: [0, 4] },
    a: { dtype: 'F32', shape: [2, 1], data_offsets: [4, 12] },
  };
  const values = Float32Array.of(0.5, 1, -2);

  /** Like {@link small}, as another program might write it: sorted otherwise, with white space, its values in another order. */
  function rewritten(metadata: Record<string, string>): Uint8Array {
    const bytes = fileOf(JSON.stringify({ ...entries, __metadata__: metadata }, undefined, 2), 12);
    bytes.set(new Uint8Array(values.buffer), bytes.length - 12);
    return bytes;
  }

  test('is that of what the file says, however it is written', () => {
    const bytes = rewritten({ unet_crc32: '464c1446', note: 'ü' });
    expect(decodeSafetensors(bytes)).toEqual(small);
    expect(() => decodeSafetensors(rewritten({ unet_crc32: '464c1446', note: 'u' }))).toThrow(
      /^safetensors: file is damaged/,
    );
    bytes[bytes.length - 1]! ^= 0x80;
    expect(() => decodeSafetensors(bytes)).toThrow(/^safetensors: file is damaged/);
  });

  test('is not missed in files of others, or from before there was one', () => {
    expect(decodeSafetensors(rewritten({ note: 'ü' }))).toEqual(small);
  });

  test.each([
    ['swapped values', { a: small.tensors.b, b: small.tensors.a }],
    ['another name', { a: small.tensors.a, c: small.tensors.b }],
    ['another shape', { a: { ...small.tensors.a, shape: [1, 2] }, b: small.tensors.b }],
  ])('is another one for %s', (_, tensors) => {
    const ours = new TextDecoder('latin1').decode(encodeSafetensors({ ...small, tensors }));
    expect(ours).toMatch(/"unet_crc32":"[0-9a-f]{8}"/);
    expect(ours).not.toContain('464c1446');
  });

  test('has a name that metadata cannot have', () => {
    expect(() => encodeSafetensors({ tensors: {}, metadata: { unet_crc32: '0' } })).toThrow(
      new RangeError("encodeSafetensors: metadata cannot hold unet_crc32, which is the file's checksum"),
    );
  });
});

/** A file with this header and so many zeros. */
function fileOf(header: unknown, body = 8): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + body);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

describe('encodeSafetensors refuses', () => {
  test.each([
    ['a', { shape: [3], data: new Float32Array(2) }, 'tensor "a" of shape [3] must hold 3 values, got 2'],
    ['a', { shape: [-1, -2], data: new Float32Array(2) }, 'tensor "a" of shape [-1,-2] must hold 2 values, got 2'],
    ['__metadata__', { shape: [], data: new Float32Array(1) }, 'no tensor can be called __metadata__'],
  ])('%s %j', (name, array, message) => {
    expect(() => encodeSafetensors({ tensors: { [name]: array }, metadata: {} })).toThrow(
      new RangeError(`encodeSafetensors: ${message}`),
    );
  });
});

describe('decodeSafetensors refuses in one line', () => {
  const entry = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };

  test.each([
    ['no bytes', new Uint8Array(0), undefined, 'file ends after 0 bytes'],
    ['seven bytes', new Uint8Array(7), undefined, 'file ends after 7 bytes'],
    ['a text', fileOf('hello'), undefined, 'header is not JSON'],
    ['no UTF-8', fileOf('{"\\ud800":0}').with(10, 0xff), undefined, 'header is not JSON'],
    ['a list', fileOf([]), undefined, 'header must be a JSON object'],
    ['null', fileOf('null'), undefined, 'header must be a JSON object'],
    [
      'metadata that is a text',
      fileOf({ __metadata__: 'x', a: entry }),
      undefined,
      '__metadata__ must map names to texts',
    ],
    [
      'metadata with numbers',
      fileOf({ __metadata__: { x: 1 }, a: entry }),
      undefined,
      '__metadata__ must map names to texts',
    ],
    ['a number for a tensor', fileOf({ a: 1 }), 'a', 'tensor "a" has no description'],
    ['another type', fileOf({ a: { ...entry, dtype: 'F16' } }), 'a', 'tensor "a" must have dtype "F32", got "F16"'],
    [
      'a strange type',
      fileOf({ a: { ...entry, dtype: { toString: 1 } } }),
      'a',
      'tensor "a" must have dtype "F32", got object',
    ],
    ['a negative side', fileOf({ a: { ...entry, shape: [-2] } }), 'a', 'tensor "a" must have a shape of whole numbers'],
    ['no shape', fileOf({ a: { ...entry, shape: 2 } }), 'a', 'tensor "a" must have a shape of whole numbers'],
    ['one offset', fileOf({ a: { ...entry, data_offsets: [0] } }), 'a', 'tensor "a" must have two data_offsets'],
    ['fractions', fileOf({ a: { ...entry, data_offsets: [0, 8.5] } }), 'a', 'tensor "a" must have two data_offsets'],
    [
      'an end beyond the file',
      fileOf({ a: { ...entry, data_offsets: [0, 12], shape: [3] } }),
      'a',
      'tensor "a" ends at byte 12, but the file has 8 bytes of values: truncated',
    ],
    [
      'a shape that takes other bytes',
      fileOf({ a: { ...entry, shape: [3] } }),
      'a',
      'tensor "a" of shape [3] must take 12 bytes, got 8',
    ],
    [
      'a huge shape',
      fileOf({ a: { ...entry, shape: [2 ** 30, 2 ** 30] } }),
      'a',
      `tensor "a" of shape [${2 ** 30},${2 ** 30}] must take ${4 * 2 ** 60} bytes, got 8`,
    ],
    ['an overlap', fileOf({ a: entry, b: entry }), 'b', 'tensor "b" must start at byte 8, got 0'],
    [
      'a gap',
      fileOf({ a: { dtype: 'F32', shape: [1], data_offsets: [4, 8] } }),
      'a',
      'tensor "a" must start at byte 0, got 4',
    ],
    ['bytes too many', fileOf({ a: entry }, 9), undefined, 'tensors fill 8 bytes, but the file has 9 bytes of values'],
    ['a name of two lines', fileOf({ 'a\nb': 1 }), 'a\nb', 'tensor "a\\nb" has no description'],
  ])('%s', (_, bytes, tensor, message) => {
    expect(() => decodeSafetensors(bytes)).toThrow(new FileError(`safetensors: ${message}`, { tensor }));
    expect(errorOf(bytes)!.tensor).toBe(tensor);
  });

  test('a header that claims 2^60 bytes, without taking memory', () => {
    const bytes = encodeSafetensors(small);
    new DataView(bytes.buffer).setBigUint64(0, 2n ** 60n, true);
    expect(() => decodeSafetensors(bytes)).toThrow(
      `safetensors: header of ${2n ** 60n} bytes announced, but ${bytes.length - 8} bytes follow: truncated, or no safetensors file`,
    );
  });

  test('every cut', () => {
    const bytes = encodeSafetensors(small);
    for (let length = 0; length < bytes.length; length++) {
      const error = errorOf(bytes.subarray(0, length));
      expect(error, `cut after ${length}`).toBeInstanceOf(FileError);
      expect(error!.message).not.toContain('\n');
    }
  });

  test('every flipped bit, but for those of the name under which the checksum stands: they change nothing else', () => {
    const bytes = encodeSafetensors(small);
    const key = new TextDecoder('latin1').decode(bytes).indexOf('unet_crc32');
    for (let index = 0; index < bytes.length; index++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = bytes.with(index, bytes[index]! ^ (1 << bit)) as Uint8Array;
        const error = errorOf(flipped);
        if (error === undefined) {
          expect(index - key, `byte ${index}, bit ${bit}`).toBeGreaterThanOrEqual(0);
          expect(index - key, `byte ${index}, bit ${bit}`).toBeLessThan('unet_crc32'.length);
          const { tensors, metadata } = decodeSafetensors(flipped);
          expect(tensors).toEqual(small.tensors);
          expect(metadata.note).toBe('ü');
        } else {
          expect(error, `byte ${index}, bit ${bit}: ${String(error)}`).toBeInstanceOf(FileError);
          expect(error.message).not.toContain('\n');
        }
      }
    }
  });

  test('a changed value, with both checksums', () => {
    const bytes = encodeSafetensors(small);
    bytes[bytes.length - 4]! ^= 1;
    // By Python's zlib, as above.
    expect(() => decodeSafetensors(bytes)).toThrow(
      new FileError(
        'safetensors: file is damaged: its content has checksum "fef07323", but unet_crc32 "464c1446" was written',
      ),
    );
  });

  test('noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.json(), fc.boolean(), (noise, json, framed) => {
        const error = errorOf(framed ? fileOf(json, noise.length % 16) : noise);
        expect(error === undefined || error instanceof FileError).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

function errorOf(bytes: Uint8Array): FileError | undefined {
  try {
    decodeSafetensors(bytes);
    return undefined;
  } catch (error) {
    return error as FileError;
  }
}
