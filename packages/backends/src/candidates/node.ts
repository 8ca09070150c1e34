import type { BackendCandidate } from '../candidate.ts';
import { cpu } from './cpu.ts';
import { simd } from './simd.ts';
import { tensorflow, tensorflowGpu } from './tensorflow.ts';
import { wasmNode } from './wasm-node.ts';
import { webgpuNode } from './webgpu-node.ts';

/** What runs in Node, fastest first. */
export const nodeBackends: readonly BackendCandidate[] = [tensorflowGpu, tensorflow, webgpuNode, simd, wasmNode, cpu];
