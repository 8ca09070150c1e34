/** What files are looked at as. */
export type InspectedAs = 'images' | 'labels' | 'instances' | 'dataset';

/** What the command line asks for. */
export interface InspectRequest {
  /** Files and folders; of a data set one folder, or images and labels. */
  readonly paths: readonly string[];
  /** Absent: a data set where one folder holds `image/` and `label/`, else files as they are. */
  readonly as?: InspectedAs;
  /** How grey values are scaled, see `parseScale`. */
  readonly scale: string;
  /** Classes of labels. */
  readonly classes: number;
}
