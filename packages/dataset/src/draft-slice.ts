import type { RawImage } from '@unet/image-io/arrays';
import type { ImageArray } from '@unet/tensor/arrays';

/** A slice as it was found in files: its label is not read yet, for there may be several ways. */
export interface DraftSlice {
  readonly name: string;
  readonly imageFile: string;
  readonly labelFile: string;
  readonly image: ImageArray;
  readonly label: RawImage;
}
