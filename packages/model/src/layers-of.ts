import { fcnLayers } from './fcn-layers.ts';
import type { LayerShape, WeightedLayer } from './layer-shape.ts';
import { isFCN, type NetworkConfig } from './network-config.ts';
import { unetLayers } from './unet-layers.ts';

/** The layers of a network in the order in which the data flows through them; what is cropped and joined has no size of its own. */
export function layersOf(config: NetworkConfig): Generator<LayerShape> {
  return isFCN(config) ? fcnLayers(config) : unetLayers(config);
}

/** Only the layers with weights. */
export function weightedLayersOf(config: NetworkConfig): WeightedLayer[] {
  return [...layersOf(config)].filter((layer) => layer.kind !== 'pooling');
}
