import { ModelFileError } from './model-file-error.ts';

/** A float32 tensor in plain memory. */
export interface NamedArray {
  readonly shape: readonly number[];
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

/**
 * Writes float32 tensors in the safetensors format: the length of a JSON header, the header, the values in little-endian order.
 * Nothing in such a file is ever executed. Source: https://huggingface.co/docs/safetensors
 */
export function encodeSafetensors(content: SafetensorsContent): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: content.metadata };
  let offset = 0;
  for (const [name, { shape, data }] of Object.entries(content.tensors)) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  // Readers that map the file want the values aligned: the format pads its header with spaces.
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(PREFIX + headerLength + offset);
  bytes.fill(0x20, PREFIX, PREFIX + headerLength);
  bytes.set(text, PREFIX);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  let position = PREFIX + headerLength;
  for (const { data } of Object.values(content.tensors)) {
    bytes.set(littleEndianBytes(data), position);
    position += data.byteLength;
  }
  return bytes;
}

/**
 * Reads a safetensors file of float32 tensors. Every claim of the header is checked against the bytes before memory is taken.
 * @throws ModelFileError in one line, with the tensor's name where it concerns one
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsContent {
  const { header, bodyStart } = readHeader(bytes);
  const bodyLength = bytes.length - bodyStart;
  const { __metadata__: metadata = {}, ...entries } = header;
  if (!isRecord(metadata) || Object.values(metadata).some((value) => typeof value !== 'string')) {
    throw new ModelFileError('safetensors: __metadata__ must map names to texts');
  }
  const tensors: Record<string, NamedArray> = {};
  let end = 0;
  for (const [name, entry] of Object.entries(entries).sort(byOffset)) {
    const { shape, from, to } = checkEntry(name, entry, bodyLength);
    if (from !== end) {
      throw new ModelFileError(`safetensors: tensor ${name} must start at byte ${end}, got ${from}`, { tensor: name });
    }
    tensors[name] = { shape, data: readFloats(bytes, bodyStart + from, (to - from) / 4) };
    end = to;
  }
  if (end !== bodyLength) {
    throw new ModelFileError(`safetensors: tensors fill ${end} bytes, but the file has ${bodyLength} bytes of values`);
  }
  return { tensors, metadata: metadata as Record<string, string> };
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; bodyStart: number } {
  if (bytes.length < PREFIX) throw new ModelFileError(`safetensors: file ends after ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(bytes.length - PREFIX)) {
    throw new ModelFileError(
      `safetensors: header of ${length} bytes announced, but ${bytes.length - PREFIX} bytes follow: truncated, or no safetensors file`,
    );
  }
  const bodyStart = PREFIX + Number(length);
  try {
    const header: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(PREFIX, bodyStart)),
    );
    if (isRecord(header)) return { header, bodyStart };
  } catch (cause) {
    throw new ModelFileError('safetensors: header is not JSON', { cause });
  }
  throw new ModelFileError('safetensors: header must be a JSON object');
}

function checkEntry(name: string, entry: unknown, bodyLength: number): { shape: number[]; from: number; to: number } {
  const fail = (what: string) => new ModelFileError(`safetensors: tensor ${name} ${what}`, { tensor: name });
  if (!isRecord(entry)) throw fail('has no description');
  const { dtype, shape, data_offsets: offsets } = entry;
  if (dtype !== 'F32') throw fail(`must have dtype F32, got ${String(dtype)}`);
  if (!isCounts(shape)) throw fail('must have a shape of whole numbers');
  if (!isCounts(offsets) || offsets.length !== 2) throw fail('must have two data_offsets');
  const [from, to] = offsets as [number, number];
  if (to > bodyLength) throw fail(`ends at byte ${to}, but the file has ${bodyLength} bytes of values: truncated`);
  const expected = 4 * shape.reduce((product, side) => product * side, 1);
  if (to - from !== expected) throw fail(`of shape [${shape}] must take ${expected} bytes, got ${to - from}`);
  return { shape, from, to };
}

function byOffset(left: [string, unknown], right: [string, unknown]): number {
  return startOf(left[1]) - startOf(right[1]);
}

function startOf(entry: unknown): number {
  const offsets = isRecord(entry) ? entry.data_offsets : undefined;
  return isCounts(offsets) ? (offsets[0] ?? 0) : 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

const IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function littleEndianBytes(data: Float32Array): Uint8Array {
  if (IS_LITTLE_ENDIAN) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const view = new DataView(new ArrayBuffer(data.byteLength));
  for (let index = 0; index < data.length; index++) view.setFloat32(4 * index, data[index]!, true);
  return new Uint8Array(view.buffer);
}

function readFloats(bytes: Uint8Array, start: number, length: number): Float32Array {
  const copy = bytes.slice(start, start + 4 * length);
  if (IS_LITTLE_ENDIAN) return new Float32Array(copy.buffer, 0, length);
  const view = new DataView(copy.buffer);
  return Float32Array.from({ length }, (_, index) => view.getFloat32(4 * index, true));
}
