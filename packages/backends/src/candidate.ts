/** What a candidate may need to know when it is loaded and checked. */
export interface LoadOptions {
  /** Whether a GPU that is emulated on the CPU will do; so it is if the caller prefers the backend. Emulated GPUs are slower than `simd` and `wasm`. */
  readonly acceptEmulated: boolean;
  /**
   * Where the `wasm` backend finds its binaries. Default: beside its package in Node, and what the bundler made of them in
   * browsers.
   */
  readonly wasmPaths?: WasmPaths | undefined;
  /** Bytes up to which a GPU keeps the memory of released tensors for others of the same size. Default 2^30. */
  readonly reuseLimit?: number | undefined;
}

/** The folder of the binaries, a URL or path with a slash at the end, or the full place of each of the three files. */
export type WasmPaths = string | Readonly<Record<string, string>>;

/** A backend that {@link initBackend} may choose. */
export interface BackendCandidate {
  /** What callers write in `prefer` and `exclude`. */
  readonly name: string;
  /** Its name in TensorFlow.js, what `tf.getBackend()` says. */
  readonly backendName: string;
  /** What must be installed for it. */
  readonly packages: readonly string[];
  /** What to do to have it, where that is more than `npm install` of its packages. */
  readonly howToInstall?: string;
  /** Whether the packages are there; nothing is started. */
  isInstalled(): Promise<boolean>;
  /** Imports the packages, which register the backend. Throws if one is missing or it cannot run here. */
  load(options: LoadOptions): Promise<void>;
  /** Runs once the backend is current, before the self-check. Throws if it is not fit for use. */
  verify?(options: LoadOptions): void;
  /** Says better why it did not start: the first line of the error in, the same for people out. */
  explain?(message: string): string;
  /** What else is to be known of the backend, which is current, such as that it is slower than it could be; undefined if nothing. */
  remark?(): string | undefined;
}
