import type { BackendCandidate } from '../candidate.ts';
import { cpu } from './cpu.ts';
import { simd } from './simd.ts';
import { wasm } from './wasm.ts';
import { webgl } from './webgl.ts';
import { webgpu } from './webgpu.ts';

/** What runs in browsers, fastest first. */
export const browserBackends: readonly BackendCandidate[] = [webgpu, webgl, simd, wasm, cpu];
