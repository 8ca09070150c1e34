import { FileError } from '@unet/files';

/** A TIFF or BigTIFF file in memory. */
export interface TiffFile {
  readonly bytes: Uint8Array;
  readonly view: DataView;
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
export function readTiffDirectories(bytes: Uint8Array): { file: TiffFile; directories: TiffDirectory[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) throw truncated('header');
  const littleEndian = bytes[0] === 0x49;
  const big = view.getUint16(2, littleEndian) === 43;
  if (big && bytes.length < 16) throw truncated('header');
  const file: TiffFile = { bytes, view, littleEndian, big };
  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  let offset = readOffset(file, big ? 8 : 4);
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
  { view, littleEndian }: TiffFile,
  directory: TiffDirectory,
  tag: number,
): number[] | undefined {
  const entry = directory.get(tag);
  if (entry === undefined) return undefined;
  const { type, count, offset } = entry;
  const read = (at: number): number => {
    if (type === 1) return view.getUint8(at);
    if (type === 3) return view.getUint16(at, littleEndian);
    if (type === 4) return view.getUint32(at, littleEndian);
    if (type === 16) return Number(view.getBigUint64(at, littleEndian));
    throw new FileError(`damaged TIFF: tag ${tag} has field type ${type}, not an unsigned integer`);
  };
  return Array.from({ length: count }, (_, index) => read(offset + index * typeBytes[type]!));
}

function readDirectory(file: TiffFile, start: number): { directory: TiffDirectory; next: number } {
  const { bytes, view, littleEndian, big } = file;
  const countBytes = big ? 8 : 2;
  const entryBytes = big ? 20 : 12;
  const offsetBytes = big ? 8 : 4;
  if (start + countBytes > bytes.length) throw truncated('directory');
  const entries = big ? Number(view.getBigUint64(start, littleEndian)) : view.getUint16(start, littleEndian);
  const end = start + countBytes + entries * entryBytes;
  if (end + offsetBytes > bytes.length) throw truncated('directory');
  const directory = new Map<number, TiffEntry>();
  for (let at = start + countBytes; at < end; at += entryBytes) {
    const tag = view.getUint16(at, littleEndian);
    const type = view.getUint16(at + 2, littleEndian);
    const size = typeBytes[type];
    // Readers should skip over fields of unexpected types (TIFF 6.0 section 2).
    if (size === undefined) continue;
    const count = big ? Number(view.getBigUint64(at + 4, littleEndian)) : view.getUint32(at + 4, littleEndian);
    const valueAt = at + entryBytes - offsetBytes;
    // Values that fit stand in the entry itself.
    const offset = count * size <= offsetBytes ? valueAt : readOffset(file, valueAt);
    if (offset + count * size > bytes.length) throw truncated(`tag ${tag}`);
    directory.set(tag, { type, count, offset });
  }
  return { directory, next: readOffset(file, end) };
}

function readOffset({ view, littleEndian, big }: TiffFile, at: number): number {
  return big ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian);
}

function truncated(what: string): FileError {
  return new FileError(`TIFF ends early: its ${what} lies outside the file, which is truncated or damaged`);
}
