import { FileError } from '@unet/files';
import { checkObject, describe } from '@unet/tensor/internal';
import { bytesOfFloats, floatsOfBytes } from './little-endian.ts';

/** A float32 tensor in plain memory. */
export interface NamedArray {
  readonly shape: readonly number[];
  /** As many values as the shape has places, the last axis fastest. */
  readonly data: Float32Array;
}

/** What a safetensors file holds. */
export interface SafetensorsContent {
  readonly tensors: Readonly<Record<string, NamedArray>>;
  /** Free text by key. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Length of the little-endian 64-bit number in front that counts the header's bytes. */
const PREFIX = 8;

/** The one key of the header that is no tensor. */
const METADATA = '__metadata__';

/**
 * Writes float32 tensors in the safetensors format: the length of a JSON header, the header, the values in little-endian order.
 * Nothing in such a file is ever executed. Source: https://huggingface.co/docs/safetensors
 * @returns the file's bytes
 * @throws RangeError for a tensor whose shape and number of values disagree, or that is called `__metadata__`
 * @example
 * const bytes = encodeSafetensors({ tensors: { bias: { shape: [2], data: new Float32Array(2) } }, metadata: {} });
 */
export function encodeSafetensors(content: SafetensorsContent): Uint8Array<ArrayBuffer> {
  checkObject('encodeSafetensors', 'content', content, '{ tensors, metadata }');
  checkObject('encodeSafetensors', 'content.tensors', content.tensors);
  checkObject('encodeSafetensors', 'content.metadata', content.metadata);
  const arrays = Object.entries(content.tensors);
  const header: [name: string, entry: unknown][] = [[METADATA, content.metadata]];
  let bodyLength = 0;
  for (const [name, { shape, data }] of arrays) {
    checkTensor(name, shape, data);
    header.push([name, { dtype: 'F32', shape, data_offsets: [bodyLength, bodyLength + data.byteLength] }]);
    bodyLength += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  // Readers that map the file want the values aligned: the format pads its header with spaces.
  const bodyStart = PREFIX + Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(bodyStart + bodyLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(bodyStart - PREFIX), true);
  bytes.fill(0x20, PREFIX, bodyStart);
  bytes.set(text, PREFIX);
  let position = bodyStart;
  for (const [, { data }] of arrays) {
    bytes.set(bytesOfFloats(data), position);
    position += data.byteLength;
  }
  return bytes;
}

/**
 * Reads a safetensors file of float32 tensors. Every claim of the header is checked against the bytes before memory is taken.
 * @returns tensors and metadata in memory of their own
 * @throws FileError of `@unet/files` in one line, with the tensor's name where it concerns one; TypeError unless `bytes` is a Uint8Array
 * @example
 * const { tensors, metadata } = decodeSafetensors(new Uint8Array(await response.arrayBuffer()));
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsContent {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`decodeSafetensors: bytes must be a Uint8Array, got ${describe(bytes)}`);
  }
  const { header, bodyStart } = readHeader(bytes);
  const bodyLength = bytes.length - bodyStart;
  const { [METADATA]: metadata = {}, ...entries } = header;
  if (!isRecord(metadata) || Object.values(metadata).some((value) => typeof value !== 'string')) {
    throw new FileError('safetensors: __metadata__ must map names to texts');
  }
  // By their end too: an empty tensor starts where its neighbour does.
  const places = Object.entries(entries)
    .map(([name, entry]) => readPlace(name, entry, bodyLength))
    .sort((left, right) => left.from - right.from || left.to - right.to);
  let end = 0;
  for (const { name, from, to } of places) {
    if (from !== end) throw tensorError(name, `must start at byte ${end}, got ${from}`);
    end = to;
  }
  if (end !== bodyLength) {
    throw new FileError(`safetensors: tensors fill ${end} bytes, but the file has ${bodyLength} bytes of values`);
  }
  // Not by assignment: a tensor may be called __proto__.
  const tensors = Object.fromEntries(
    places.map(({ name, shape, from, to }) => {
      const data = floatsOfBytes(bytes.subarray(bodyStart + from, bodyStart + to));
      return [name, { shape, data }];
    }),
  );
  return { tensors, metadata: metadata as Record<string, string> };
}

function checkTensor(name: string, shape: readonly number[], data: Float32Array): void {
  if (name === METADATA) throw new RangeError(`encodeSafetensors: no tensor can be called ${METADATA}`);
  const size = shape.reduce((product, side) => product * side, 1);
  if (!isCounts(shape) || data.length !== size) {
    throw new RangeError(
      `encodeSafetensors: tensor ${describe(name)} of shape [${shape}] must hold ${size} values, got ${data.length}`,
    );
  }
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; bodyStart: number } {
  if (bytes.length < PREFIX) throw new FileError(`safetensors: file ends after ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(bytes.length - PREFIX)) {
    throw new FileError(
      `safetensors: header of ${length} bytes announced, but ${bytes.length - PREFIX} bytes follow: truncated, or no safetensors file`,
    );
  }
  const bodyStart = PREFIX + Number(length);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(PREFIX, bodyStart)));
  } catch (cause) {
    throw new FileError('safetensors: header is not JSON', { cause });
  }
  if (!isRecord(header)) throw new FileError('safetensors: header must be a JSON object');
  return { header, bodyStart };
}

/** Where a tensor's values lie, in bytes from the first value of the file. */
interface Place {
  readonly name: string;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

function readPlace(name: string, entry: unknown, bodyLength: number): Place {
  if (!isRecord(entry)) throw tensorError(name, 'has no description');
  const { dtype, shape, data_offsets: offsets } = entry;
  if (dtype !== 'F32') {
    throw tensorError(name, `must have dtype "F32", got ${typeof dtype === 'string' ? describe(dtype) : typeof dtype}`);
  }
  if (!isCounts(shape)) throw tensorError(name, 'must have a shape of whole numbers');
  if (!isCounts(offsets) || offsets.length !== 2) throw tensorError(name, 'must have two data_offsets');
  const [from, to] = offsets as [number, number];
  if (to > bodyLength) {
    throw tensorError(name, `ends at byte ${to}, but the file has ${bodyLength} bytes of values: truncated`);
  }
  const expected = 4 * shape.reduce((product, side) => product * side, 1);
  if (to - from !== expected)
    throw tensorError(name, `of shape [${shape}] must take ${expected} bytes, got ${to - from}`);
  return { name, shape, from, to };
}

function tensorError(name: string, what: string): FileError {
  return new FileError(`safetensors: tensor ${describe(name)} ${what}`, { tensor: name });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
