/** What the published suites run on. */
export interface Chosen {
  threads: number;
  relaxed: boolean;
  /** Whether all threads take part in every kernel, however small. */
  sharesAll: boolean;
}

/** Set before the suites are imported. */
export const chosen: Chosen = { threads: 1, relaxed: true, sharesAll: false };
