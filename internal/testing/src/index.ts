export { expectAllClose, type Tolerance } from './all-close.ts';
export { float32FromBase64, float64FromBase64, int32FromBase64 } from './base64.ts';
export { exportedNames } from './exported-names.ts';
export { expectNoLeak } from './no-leak.ts';
export { countReads, expectNoRead } from './no-read.ts';
export { randomImage, randomLabel } from './random-arrays.ts';
export { tensorPeak } from './tensor-peak.ts';
