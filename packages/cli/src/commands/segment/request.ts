import type { OutputKind } from './output-names.ts';

/** What the command line asks for. */
export interface SegmentRequest {
  readonly model: string;
  /** Files and folders. */
  readonly images: readonly string[];
  /** Folder to write to. */
  readonly out: string;
  readonly kinds: readonly OutputKind[];
  readonly inputSize?: number;
  readonly stride?: number;
  readonly blend: 'mean' | 'centre';
  readonly symmetries: boolean;
  readonly backend?: string;
}
