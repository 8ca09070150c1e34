import { type RawData, rawDataType } from '../raw-image.ts';
import { littleEndianBytes } from './little-endian-bytes.ts';
import { rowsOfStrip, tagsOfPage } from './page-tags.ts';
import { tiffHeader } from './tiff-header.ts';
import { writeDirectory } from './write-directory.ts';

/** Size and samples of a page that is to be written. */
export interface TiffPageHeader {
  readonly width: number;
  readonly height: number;
  /** Samples per pixel. */
  readonly channels: number;
  /** 8, 16, 32 or 64 bits per sample. */
  readonly bitDepth: number;
  readonly format: 'uint' | 'int' | 'float';
}

/** Where the bytes go, piece by piece. */
interface ByteTarget {
  write(bytes: Uint8Array, position: number): Promise<void>;
}

/** How a file is written. */
interface TiffForm {
  readonly big: boolean;
  /** Makes a zlib stream of a strip; without it strips are written as they are. */
  readonly compress: ((bytes: Uint8Array) => Promise<Uint8Array>) | undefined;
}

/** Writes the pages of a file in order, by rows; holds one strip. */
export interface TiffWriter {
  /** Writes the next rows; what it throws is described at `TiffFileWriter`. */
  writeRows(samples: RawData): Promise<void>;
  /** Throws a RangeError if rows are missing. */
  checkWhole(): void;
}

/** Starts to write a file of checked pages. */
export function createTiffWriter(file: ByteTarget, pages: readonly TiffPageHeader[], form: TiffForm): TiffWriter {
  const { big, compress } = form;
  const compression = compress === undefined ? 'none' : 'deflate';
  const header = tiffHeader(big);
  let end = 0;
  const append = async (bytes: Uint8Array): Promise<number> => {
    const offset = end;
    await file.write(bytes, offset);
    // Everything starts at an even offset (TIFF 6.0 section 2).
    end += bytes.length + (bytes.length % 2);
    return offset;
  };
  let linkAt = header.linkAt;
  let current = 0;
  let strips = startPage(pages[0]!);

  /** Writes the directory of a page whose strips are there. */
  async function endPage(): Promise<void> {
    const tags = tagsOfPage(pages[current]!, { compression, big, ...strips });
    const directory = writeDirectory(tags, end, big);
    const offset = await append(directory.bytes);
    await file.write(offsetBytes(offset, big), linkAt);
    linkAt = offset + directory.linkAt;
    current++;
    if (current < pages.length) strips = startPage(pages[current]!);
  }

  async function writeStrip(): Promise<void> {
    const bytes = strips.buffer.subarray(0, strips.filled);
    const part = compress === undefined ? bytes : await compress(bytes);
    strips.offsets.push(await append(part));
    strips.counts.push(part.length);
    strips.filled = 0;
  }

  async function writeRows(samples: RawData): Promise<void> {
    const page = pages[current];
    if (page === undefined) throw new RangeError('TiffFileWriter.writeRows: all pages are full, got more rows');
    const type = rawDataType(page.format, page.bitDepth)!;
    if (!(samples instanceof type)) {
      throw new TypeError(`TiffFileWriter.writeRows: samples must be a ${type.name} as the page has it`);
    }
    const rowBytes = rowBytesOf(page);
    const rows = samples.byteLength / rowBytes;
    if (!Number.isInteger(rows) || strips.rows + rows > page.height) {
      throw new RangeError(
        `TiffFileWriter.writeRows: samples must be whole rows, at most the ${page.height - strips.rows} left, got ${rows}`,
      );
    }
    const bytes = littleEndianBytes(samples);
    if (end === 0) await append(header.bytes);
    for (let done = 0; done < bytes.length; ) {
      const count = Math.min(bytes.length - done, strips.buffer.length - strips.filled);
      strips.buffer.set(bytes.subarray(done, done + count), strips.filled);
      strips.filled += count;
      done += count;
      if (strips.filled === strips.buffer.length) await writeStrip();
    }
    strips.rows += rows;
    if (strips.rows < page.height) return;
    if (strips.filled > 0) await writeStrip();
    await endPage();
  }

  function checkWhole(): void {
    const page = pages[current];
    if (page === undefined) return;
    throw new RangeError(
      `TiffFileWriter.commit: all rows must have come, got ${strips.rows} of ${page.height} of page ${current} of ${pages.length}`,
    );
  }

  return { writeRows, checkWhole };
}

/** What has come of a page. */
interface PageStrips {
  readonly rowsPerStrip: number;
  readonly offsets: number[];
  readonly counts: number[];
  /** The strip that is being filled. */
  readonly buffer: Uint8Array;
  filled: number;
  rows: number;
}

function startPage(page: TiffPageHeader): PageStrips {
  const rowBytes = rowBytesOf(page);
  const rowsPerStrip = rowsOfStrip(rowBytes, page.height);
  return { rowsPerStrip, offsets: [], counts: [], buffer: new Uint8Array(rowsPerStrip * rowBytes), filled: 0, rows: 0 };
}

function offsetBytes(offset: number, big: boolean): Uint8Array {
  const bytes = new Uint8Array(big ? 8 : 4);
  const view = new DataView(bytes.buffer);
  if (big) view.setBigUint64(0, BigInt(offset), true);
  else view.setUint32(0, offset, true);
  return bytes;
}

/** Bytes of an uncompressed row. */
export function rowBytesOf({ width, channels, bitDepth }: TiffPageHeader): number {
  return (width * channels * bitDepth) / 8;
}
