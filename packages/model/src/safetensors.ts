import { type Bytes, FileError } from '@unet/files';
import { checkObject, describe } from '@unet/tensor/internal';
import { checksumOf } from './checksum.ts';
import { bytesOfFloats, floatsOfBytes } from './little-endian.ts';
import { isCounts, METADATA, PREFIX, readHeader } from './safetensors-header.ts';

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

/** The entry of a file's metadata that holds its checksum. Other readers see a text among others. */
const CHECKSUM = 'unet_crc32';

/**
 * Writes float32 tensors in the safetensors format: the length of a JSON header, the header, the values in little-endian order.
 * Nothing in such a file is ever executed. Source: https://huggingface.co/docs/safetensors
 *
 * A checksum of all of it stands in the metadata of the file as `unet_crc32`, which {@link decodeSafetensors} checks and takes out again.
 * @returns the file's bytes
 * @throws RangeError for a tensor whose shape and number of values disagree, or that is called `__metadata__`, and for metadata `unet_crc32`
 * @example
 * const bytes = encodeSafetensors({ tensors: { bias: { shape: [2], data: new Float32Array(2) } }, metadata: {} });
 */
export function encodeSafetensors(content: SafetensorsContent): Bytes {
  checkObject('encodeSafetensors', 'content', content, '{ tensors, metadata }');
  checkObject('encodeSafetensors', 'content.tensors', content.tensors);
  checkObject('encodeSafetensors', 'content.metadata', content.metadata);
  const { metadata } = content;
  if (Object.hasOwn(metadata, CHECKSUM)) {
    throw new RangeError(`encodeSafetensors: metadata cannot hold ${CHECKSUM}, which is the file's checksum`);
  }
  const tensors = Object.entries(content.tensors).map(([name, { shape, data }]) => {
    checkTensor(name, shape, data);
    return { name, shape, bytes: bytesOfFloats(data) };
  });
  const header: [name: string, entry: unknown][] = [
    [METADATA, { ...metadata, [CHECKSUM]: checksumOf({ metadata, tensors }) }],
  ];
  let bodyLength = 0;
  for (const { name, shape, bytes } of tensors) {
    header.push([name, { dtype: 'F32', shape, data_offsets: [bodyLength, bodyLength + bytes.length] }]);
    bodyLength += bytes.length;
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  // Readers that map the file want the values aligned: the format pads its header with spaces.
  const bodyStart = PREFIX + Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(bodyStart + bodyLength);
  new DataView(file.buffer).setBigUint64(0, BigInt(bodyStart - PREFIX), true);
  file.fill(0x20, PREFIX, bodyStart);
  file.set(text, PREFIX);
  let position = bodyStart;
  for (const { bytes } of tensors) {
    file.set(bytes, position);
    position += bytes.length;
  }
  return file;
}

/**
 * Reads a safetensors file of float32 tensors. Every claim of the header is checked against the bytes before memory is taken, and the checksum
 * that {@link encodeSafetensors} wrote against what is there. Files without one, of other programs or of earlier versions, are read as they
 * are.
 * @returns tensors and metadata in memory of their own
 * @throws FileError of `@unet/files` in one line, with the tensor's name where it concerns one; TypeError unless `bytes` is a Uint8Array
 * @example
 * const { tensors, metadata } = decodeSafetensors(new Uint8Array(await response.arrayBuffer()));
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsContent {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`decodeSafetensors: bytes must be a Uint8Array, got ${describe(bytes)}`);
  }
  const { metadata: texts, places, bodyStart } = readHeader(bytes);
  const { [CHECKSUM]: written, ...metadata } = texts;
  const found = places.map(({ name, shape, from, to }) => {
    return { name, shape, bytes: bytes.subarray(bodyStart + from, bodyStart + to) };
  });
  if (written !== undefined) {
    const computed = checksumOf({ metadata, tensors: found });
    if (computed !== written) {
      throw new FileError(
        `safetensors: file is damaged: its content has checksum "${computed}", but ${CHECKSUM} ${describe(written)} was written`,
      );
    }
  }
  // Not by assignment: a tensor may be called __proto__.
  const tensors = Object.fromEntries(
    found.map(({ name, shape, bytes }) => [name, { shape, data: floatsOfBytes(bytes) }]),
  );
  return { tensors, metadata };
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
