import { augment572 } from '../../packages/augment/bench/augment.mjs';
import { elastic572 } from '../../packages/elastic/bench/elastic.mjs';
import { measureWeightMap, syntheticLabel } from '../../packages/weight-map/bench/weight-map.mjs';

/**
 * What is measured on the preparation of one training tile: ours within this process, the peer in its own.
 * @param {object} peer as `findPreprocessPeer` gives it
 * @returns {import('./measure.mjs').Measurement[]}
 */
export function preparationMeasurements(peer) {
  const label = peer.label ?? syntheticLabel();
  const ours = (figure, run) => ({ name: `our ${figure}`, side: 'ours', figures: { [figure]: (value) => value }, run });
  return [
    ours('weightMap388', () => measureWeightMap(label)),
    ours('elastic572', elastic572),
    ours('augment572', augment572),
    {
      name: peer.description,
      side: 'peer',
      peer,
      figures: { weightMap388: (result) => result.weightMap, elastic572: (result) => result.elastic },
      run: peer.measure,
    },
  ];
}
