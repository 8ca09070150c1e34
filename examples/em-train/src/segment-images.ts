import { stat } from 'node:fs/promises';
import { deviceLimits } from '@unet/backends';
import { writeFileAtomic } from '@unet/files/node';
import { encodeTiff } from '@unet/image-io/arrays';
import { readImages } from '@unet/image-io/node';
import { classProbability, disposeUNet, segment } from '@unet/model';
import { readUNet } from '@unet/model/node';
import type { ImageArray } from '@unet/tensor/arrays';
import type { SegmentRequest } from './segment-options.ts';
import { startBackend } from './start-backend.ts';
import { createProgress } from './terminal.ts';

/** Segments all images of a path and writes the probabilities of class 1 as one float stack. */
export async function segmentImages(request: SegmentRequest): Promise<void> {
  await checkOut(request.out);
  await startBackend(request.backend);
  const unet = await readUNet(request.model);
  const { channels } = unet.config;
  if (channels !== 1 && channels !== 3)
    throw new RangeError(`${request.model}: must take 1 or 3 channels, got ${channels}`);
  const images = await readImages(request.images, { channels });
  console.log(`Images: ${images.length} from ${request.images}`);
  const progress = createProgress('Segmenting', images.length);
  const { inputSize, stride, blend, symmetries } = request;
  const planes: ImageArray[] = [];
  for (const { name, image } of images) {
    const probabilities = await segment(unet, image, {
      inputSize,
      stride,
      blend,
      symmetries,
      limits: deviceLimits(),
      onTile: (done, total) => progress.update(planes.length + done / total, `${name}, tile ${done}/${total}`),
    });
    planes.push(classProbability(probabilities, 1));
  }
  progress.stop();
  disposeUNet(unet);
  await writeFileAtomic(request.out, encodeTiff(planes));
  console.log(`Probabilities of class 1, ${planes.length} page${planes.length === 1 ? '' : 's'}: ${request.out}`);
}

/** Said before the work, not after it. */
async function checkOut(path: string): Promise<void> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) throw new Error(`${path}: --out must be a file, it is a folder`);
}
