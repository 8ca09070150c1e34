/** Paths of files, with `/` between their parts: all together, or images and labels each by themselves. */
export type FilePaths =
  | { readonly together: readonly string[] }
  | { readonly images: readonly string[]; readonly labels: readonly string[] };

/** The files of an image and of its label; of stacks, those of all slices. */
export interface FoundSlice {
  readonly name: string;
  /** One, or one a channel. */
  readonly images: readonly string[];
  /** One, or one an object. */
  readonly labels: readonly string[];
}

/** Which label belongs to which image. */
export interface FoundSlices {
  readonly slices: readonly FoundSlice[];
  /** By which convention they were found, where it has a name. */
  readonly convention: string | undefined;
  /** Whether no name said what belongs together, so that the order of the names had to. */
  readonly byOrder: boolean;
  /** Images that have no label, where the convention allows it. */
  readonly unlabelled: readonly string[];
}
