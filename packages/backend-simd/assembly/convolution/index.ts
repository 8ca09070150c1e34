/** Kernels of this folder. */
export {
  addParts,
  winogradGradientByChannels,
  winogradGradientByTiles,
  winogradTransformAll,
} from './winograd/filter-gradient';
export { winogradByOutputs, winogradByTiles, winogradFilter, winogradInput } from './winograd/forward';
