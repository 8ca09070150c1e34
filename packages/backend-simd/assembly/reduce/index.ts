/** Kernels of this folder. */
export {
  maximumColumns,
  maximumEnd,
  maximumParts,
  maximumRows,
  minimumColumns,
  minimumEnd,
  minimumParts,
  minimumRows,
  productColumns,
  productEnd,
  productParts,
  productRows,
  sumColumns,
  sumEnd,
  sumParts,
  sumRows,
} from './reduce';
export { logSoftmax, softmax } from './softmax';
