// Every entry of every package, as the smallest TypeScript sees them; run, each exports something.
import * as augment from '@unet/augment';
import * as augmentArrays from '@unet/augment/arrays';
import * as backendSimd from '@unet/backend-simd';
import * as backends from '@unet/backends';
import * as backendsWasm from '@unet/backends/wasm';
import * as backendsWebgl from '@unet/backends/webgl';
import * as backendsWebgpu from '@unet/backends/webgpu';
import * as components from '@unet/components';
import * as componentsArrays from '@unet/components/arrays';
import * as elastic from '@unet/elastic';
import * as elasticArrays from '@unet/elastic/arrays';
import * as figures from '@unet/figures';
import * as figuresArrays from '@unet/figures/arrays';
import * as figuresNode from '@unet/figures/node';
import * as files from '@unet/files';
import * as filesNode from '@unet/files/node';
import * as imageIo from '@unet/image-io';
import * as imageIoArrays from '@unet/image-io/arrays';
import * as imageIoNode from '@unet/image-io/node';
import * as metrics from '@unet/metrics';
import * as metricsArrays from '@unet/metrics/arrays';
import * as model from '@unet/model';
import * as modelArrays from '@unet/model/arrays';
import * as modelNode from '@unet/model/node';
import * as phantom from '@unet/phantom';
import * as phantomArrays from '@unet/phantom/arrays';
import * as tensor from '@unet/tensor';
import * as tensorArrays from '@unet/tensor/arrays';
import * as tiling from '@unet/tiling';
import * as tilingArrays from '@unet/tiling/arrays';
import * as trainer from '@unet/trainer';
import * as trainerArrays from '@unet/trainer/arrays';
import * as trainerNode from '@unet/trainer/node';
import * as weightMap from '@unet/weight-map';
import * as weightMapArrays from '@unet/weight-map/arrays';

const entries: Readonly<Record<string, object>> = {
  augment,
  augmentArrays,
  backendSimd,
  backends,
  backendsWasm,
  backendsWebgl,
  backendsWebgpu,
  components,
  componentsArrays,
  elastic,
  elasticArrays,
  figures,
  figuresArrays,
  figuresNode,
  files,
  filesNode,
  imageIo,
  imageIoArrays,
  imageIoNode,
  metrics,
  metricsArrays,
  model,
  modelArrays,
  modelNode,
  phantom,
  phantomArrays,
  tensor,
  tensorArrays,
  tiling,
  tilingArrays,
  trainer,
  trainerArrays,
  trainerNode,
  weightMap,
  weightMapArrays,
};

// What the bytes of a file are, before TypeScript 5.7 and after.
const encode: (...args: Parameters<typeof model.encodeUNet>) => Promise<Uint8Array> = model.encodeUNet;

for (const [name, entry] of Object.entries(entries)) {
  if (Object.keys(entry).length === 0) throw new Error(`${name} exports nothing`);
}
console.log(`${Object.keys(entries).length} entries, ${encode.name}`);
