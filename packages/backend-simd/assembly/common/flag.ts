/** A truth value in a job, 1 or 0; `true` or `false` to TypeScript. */
export type Flag = i32;
