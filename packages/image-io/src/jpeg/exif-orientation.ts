import { sourceOfBytes } from '../byte-source.ts';
import { isOrientation, type Orientation } from '../orientation.ts';
import { readTiffDirectories, tagValues } from '../tiff/tiff-directory.ts';

const ORIENTATION = 274;

/** The orientation that EXIF data say, which are laid out as a TIFF file is (EXIF 2.32 section 4.5); undefined where they do not, or are damaged. */
export function exifOrientation(bytes: Uint8Array): Orientation | undefined {
  try {
    const { file, directories } = readTiffDirectories(sourceOfBytes(bytes));
    const [value = 0] = tagValues(file, directories[0]!, ORIENTATION) ?? [];
    return isOrientation(value) ? value : undefined;
  } catch {
    // The picture is no worse for it.
    return undefined;
  }
}
