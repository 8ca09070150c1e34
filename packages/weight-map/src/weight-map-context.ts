import { checkWeightMapOptions, type WeightMapOptions } from './weight-map.ts';

/** What a border term may lack: it changes no weight by more than 1e-6, roundings included. */
const negligible = 1e-7;

/**
 * How many pixels of label a window needs on every side so that its weights are those of the whole slice, to 1e-6. Cut the label with so
 * much context, make its weight map, crop: a cell just outside the window then counts.
 *
 * It is the distance at which w0 exp(-d^2 / (2 sigma^2)) has become negligible, one pixel more where distances are measured to boundaries, of
 * which the neighbours decide, and one more for the gap between instances. With `w0` 0 nothing is needed, except that pixel for the gap.
 *
 * Two more things of the whole slice belong to it: its class weights (as `balance`), and, for class maps, which components are one cell
 * (`cells` of `weightMap`). Where the context leaves the slice, mirror the label: a cell's mirror image is never nearer than the cell.
 * @throws TypeError, RangeError if an option is unknown or out of range
 * @example
 * weightMapContext({}); // 32
 */
export function weightMapContext(options: WeightMapOptions = {}): number {
  checkWeightMapOptions('weightMapContext', options);
  const { kind = 'classes', w0 = 10, sigma = 5, distanceTo = 'boundary' } = options;
  const separated = kind === 'instances' ? 1 : 0;
  if (w0 <= negligible) return separated;
  const reach = Math.ceil(sigma * Math.sqrt(2 * Math.log(w0 / negligible)));
  return reach + (distanceTo === 'boundary' ? 1 : 0) + separated;
}
