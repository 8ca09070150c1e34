import type { BackendCandidate } from '../candidate.ts';
import { cpu } from './cpu.ts';
import { simd } from './simd.ts';
import { wasmBrowser } from './wasm-browser.ts';
import { webgl } from './webgl.ts';
import { webgpu } from './webgpu.ts';

/** What runs in browsers, fastest first. */
export const browserBackends: readonly BackendCandidate[] = [webgpu, webgl, simd, wasmBrowser, cpu];
