import { disposeUNet, type Network } from '@unet/model';
import { readNetwork } from '@unet/model/node';
import { startBackend } from '../../engine.ts';
import { listImages } from '../../files/list-images.ts';
import { refuseInputs } from '../../files/refuse-inputs.ts';
import { InterruptedError } from '../../terminal/failure.ts';
import { whileInterruptible } from '../../terminal/interruption.ts';
import type { Output } from '../../terminal/output.ts';
import { isOutput, nameOutputs, type OutputNames } from './output-names.ts';
import type { SegmentRequest } from './request.ts';
import { segmentFile } from './segment-file.ts';

/** Segments all images and writes the outputs of each file when it is done. */
export async function segmentFiles(request: SegmentRequest, output: Output): Promise<void> {
  const files = await listImages(request.images, isOutput);
  const named = nameOutputs(files, request.out, request.kinds);
  await refuseInputs(
    [request.model, ...files],
    named.flatMap(({ outputs }) => Object.values(outputs)),
  );
  await startBackend(request.backend, output);
  const network = await readNetwork(request.model);
  try {
    const controller = new AbortController();
    await whileInterruptible(
      () => {
        controller.abort();
        process.stderr.write('\nStopping; press Ctrl-C again to stop at once.\n');
      },
      () => segmentAll(network, named, request, output, controller.signal),
    );
  } finally {
    disposeUNet(network);
  }
}

async function segmentAll(
  network: Network,
  files: readonly OutputNames[],
  request: SegmentRequest,
  output: Output,
  signal: AbortSignal,
): Promise<void> {
  const progress = output.progress('Segmenting', files.length);
  let done = 0;
  try {
    for (const file of files) {
      const onPart = (part: number, what: string): void => progress.update(done + part, what);
      const pages = await segmentFile(network, file, request, signal, onPart);
      done++;
      output.event('segmented', { input: file.input, pages, outputs: file.outputs });
      progress.update(done, file.input);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new InterruptedError(`stopped after ${done} of ${files.length} files; what is written is whole`);
  } finally {
    progress.stop();
  }
  output.say(`${files.length} file${files.length === 1 ? '' : 's'} segmented into ${request.out}`);
  output.event('result', { files: files.length, out: request.out });
}
