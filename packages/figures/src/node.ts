export type { NodePngOptions } from './render-png-node.ts';
export { renderPng } from './render-png-node.ts';
