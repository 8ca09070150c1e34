/** What comes with the package. */
export const backends = ['webgl', 'simd', 'cpu'];
