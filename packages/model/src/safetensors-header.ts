import { FileError } from '@unet/files';
import { describe } from '@unet/tensor/internal';

/** Length of the little-endian 64-bit number in front that counts the header's bytes. */
export const PREFIX = 8;

/** The one key of the header that is no tensor. */
export const METADATA = '__metadata__';

/** Where a tensor's values lie, in bytes from the first value of the file. */
interface Place {
  readonly name: string;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** What stands in front of the values of a safetensors file. */
export interface SafetensorsHeader {
  readonly metadata: Readonly<Record<string, string>>;
  /** In the order of their values, which they fill without a gap. */
  readonly places: readonly Place[];
  /** Where the values start. */
  readonly bodyStart: number;
}

/** Reads the header of a safetensors file and checks every claim of it against the number of bytes. */
export function readHeader(bytes: Uint8Array): SafetensorsHeader {
  const { header, bodyStart } = parseHeader(bytes);
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
  return { metadata: metadata as Record<string, string>, places, bodyStart };
}

function parseHeader(bytes: Uint8Array): { header: Record<string, unknown>; bodyStart: number } {
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

/** Whether a value is a list of whole numbers from 0. */
export function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
