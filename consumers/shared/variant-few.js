/** What comes with the package. */
export const backends = ['simd', 'cpu'];
