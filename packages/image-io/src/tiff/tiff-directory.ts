import { FileError } from '@unet/files';
import type { ByteSource } from '../byte-source.ts';

/** A TIFF or BigTIFF file. */
export interface TiffFile {
  readonly source: ByteSource;
  readonly littleEndian: boolean;
  /** Whether offsets and counts have 64 bits (BigTIFF). */
  readonly big: boolean;
}

interface TiffEntry {
  readonly type: number;
  readonly count: number;
  readonly offset: number;
}

/** The tags of one page: where their values lie in the file. */
export type TiffDirectory = ReadonlyMap<number, TiffEntry>;

/** Bytes of one value of each field type (TIFF 6.0 section 2; BigTIFF 16 to 18). */
const typeBytes: Record<number, number> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};

/** Reads the header and the directories of all pages; every value that a directory points to lies within the file. */
export function readTiffDirectories(source: ByteSource): { file: TiffFile; directories: TiffDirectory[] } {
  if (source.length < 8) throw truncated('header');
  const start = source.read(0, 8);
  const littleEndian = start[0] === 0x49;
  const big = viewOf(start).getUint16(2, littleEndian) === 43;
  if (big && source.length < 16) throw truncated('header');
  const file: TiffFile = { source, littleEndian, big };
  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  let offset = big ? readOffset(file, viewOf(source.read(8, 8)), 0) : readOffset(file, viewOf(start), 4);
  while (offset !== 0) {
    if (seen.has(offset)) throw new FileError(`damaged TIFF: the pages run in a circle at byte ${offset}`);
    seen.add(offset);
    const { directory, next } = readDirectory(file, offset);
    directories.push(directory);
    offset = next;
  }
  if (directories.length === 0) throw new FileError('TIFF has no page');
  return { file, directories };
}

/** All values of a tag of integer type, or undefined where the page does not have the tag. */
export function tagValues(
  { source, littleEndian }: TiffFile,
  directory: TiffDirectory,
  tag: number,
): number[] | undefined {
  const entry = directory.get(tag);
  if (entry === undefined) return undefined;
  const { type, count, offset } = entry;
  const size = typeBytes[type]!;
  const view = viewOf(source.read(offset, count * size));
  const read = (at: number): number => {
    if (type === 1) return view.getUint8(at);
    if (type === 3) return view.getUint16(at, littleEndian);
    if (type === 4) return view.getUint32(at, littleEndian);
    if (type === 16) return Number(view.getBigUint64(at, littleEndian));
    throw new FileError(`damaged TIFF: tag ${tag} has field type ${type}, not an unsigned integer`);
  };
  return Array.from({ length: count }, (_, index) => read(index * size));
}

/** The bytes of a tag, or undefined where the page does not have the tag. */
export function tagBytes({ source }: TiffFile, directory: TiffDirectory, tag: number): Uint8Array | undefined {
  const entry = directory.get(tag);
  return entry && source.read(entry.offset, entry.count * typeBytes[entry.type]!);
}

/** The text of a tag, without the zero at its end, or undefined where the page does not have the tag. */
export function tagText(file: TiffFile, directory: TiffDirectory, tag: number): string | undefined {
  const bytes = tagBytes(file, directory, tag);
  return bytes && new TextDecoder().decode(bytes).split('\0', 1)[0];
}

function readDirectory(file: TiffFile, start: number): { directory: TiffDirectory; next: number } {
  const { source, littleEndian, big } = file;
  const countBytes = big ? 8 : 2;
  const entryBytes = big ? 20 : 12;
  const offsetBytes = big ? 8 : 4;
  if (start + countBytes > source.length) throw truncated('directory');
  const counted = viewOf(source.read(start, countBytes));
  const entries = big ? Number(counted.getBigUint64(0, littleEndian)) : counted.getUint16(0, littleEndian);
  const first = start + countBytes;
  if (first + entries * entryBytes + offsetBytes > source.length) throw truncated('directory');
  const view = viewOf(source.read(first, entries * entryBytes + offsetBytes));
  const directory = new Map<number, TiffEntry>();
  for (let at = 0; at < entries * entryBytes; at += entryBytes) {
    const tag = view.getUint16(at, littleEndian);
    const type = view.getUint16(at + 2, littleEndian);
    const size = typeBytes[type];
    // Readers should skip over fields of unexpected types (TIFF 6.0 section 2).
    if (size === undefined) continue;
    const count = big ? Number(view.getBigUint64(at + 4, littleEndian)) : view.getUint32(at + 4, littleEndian);
    const valueAt = at + entryBytes - offsetBytes;
    // Values that fit stand in the entry itself.
    const offset = count * size <= offsetBytes ? first + valueAt : readOffset(file, view, valueAt);
    if (offset + count * size > source.length) throw truncated(`tag ${tag}`);
    directory.set(tag, { type, count, offset });
  }
  return { directory, next: readOffset(file, view, entries * entryBytes) };
}

function readOffset({ littleEndian, big }: TiffFile, view: DataView, at: number): number {
  return big ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function truncated(what: string): FileError {
  return new FileError(`TIFF ends early: its ${what} lies outside the file, which is truncated or damaged`);
}
