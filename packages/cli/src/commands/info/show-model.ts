import {
  inputSizeFor,
  margin,
  nearestInputSizes,
  outputSize,
  paperInputSize,
  parameterCount,
  segmentationMemory,
  sizeStep,
  summary,
  trainingMemory,
} from '@unet/model';
import { formatBytes, formatPercent } from '@unet/run/arrays';
import { describeScaling } from '../../data/parse-scale.ts';
import type { Output } from '../../terminal/output.ts';
import { type CheckpointFacts, type ModelFile, readModel } from './read-model.ts';
import { readTraining, type Training } from './read-training.ts';

/** The backend whose memory is estimated: what trains in Node where there is no GPU. */
const BACKEND = 'simd';

/** Says what a file of weights is. */
export async function showModel(path: string, output: Output): Promise<void> {
  const model = await readModel(path);
  const training = await readTraining(model.file);
  const facts = factsOf(model, training);
  output.result(facts);
  output.say(linesOf(model, facts, training).join('\n'));
}

/** What `unet info --json` prints. */
function factsOf({ file, bytes, kind, config, metadata, checkpoint }: ModelFile, training: Training | undefined) {
  const inputSize = checkpoint?.run.inputSize ?? training?.inputSize;
  const optimizerName = checkpoint?.optimizer.name ?? training?.settings.optimizer;
  const size = typeof inputSize === 'number' ? inputSize : nearestInputSizes(config, paperInputSize)[0]!;
  const optimizerSlots = optimizerName === 'adam' ? 2 : 1;
  const step = { inputSize: size, backendName: BACKEND };
  return {
    file,
    bytes,
    kind,
    architecture: config.architecture ?? 'u-net',
    config,
    parameters: parameterCount(config),
    inputs: {
      channels: config.channels,
      size,
      output: outputSize(config, size),
      smallest: inputSizeFor(config, 1),
      step: sizeStep(config),
      margin: margin(config),
    },
    memory: {
      backend: BACKEND,
      training: trainingMemory(config, { ...step, optimizerSlots }).peak,
      segmentation: segmentationMemory(config, step).peak,
    },
    ...(checkpoint === undefined ? {} : { checkpoint }),
    ...(training === undefined ? {} : { training }),
    metadata,
  };
}

function linesOf(
  { file, kind, config, bytes, checkpoint }: ModelFile,
  { inputs, memory }: ReturnType<typeof factsOf>,
  training: Training | undefined,
): string[] {
  const { channels, size, output, smallest, step, margin: context } = inputs;
  return [
    `${file}: ${kind === 'network' ? 'a network' : `a checkpoint after step ${checkpoint!.step}`}, ${formatBytes(bytes)}`,
    ...summary(config, { inputSize: size }).split('\n'),
    `Grey values: ${describeScaling(config.scaling)}`,
    `Images: ${channels} channel${channels === 1 ? '' : 's'}, any size; ${config.classes} classes`,
    `Input squares: ${size} pixels here, which give ${output}; ${smallest} and every ${step} more; ${context} pixels of context on each side`,
    `Memory on ${memory.backend}, with that square: about ${formatBytes(memory.training)} for a training step, ${formatBytes(memory.segmentation)} to segment`,
    ...(checkpoint === undefined ? [] : checkpointLines(checkpoint, training)),
    ...(training === undefined ? [] : trainingLines(training)),
  ];
}

function checkpointLines(
  { optimizer: { name, ...settings }, run }: CheckpointFacts,
  training: Training | undefined,
): string[] {
  // A run's folder says the same better.
  return [`Optimizer: ${name}, ${words(settings)}`, ...(training === undefined ? [`Run: ${words(run)}`] : [])];
}

function trainingLines({ folder, settings, length, source, scores }: Training): string[] {
  const data = Object.keys(source).length === 0 ? 'synthetic slices' : words(source);
  return [
    `Trained in ${folder}: ${words(length)}; ${data}`,
    `Settings: ${words(settings)}`,
    ...(scores === undefined
      ? []
      : [
          `Held-out slices: pixel error ${formatPercent(scores.pixelError)}${scores.vRand ? `, V-Rand ${scores.vRand.score.toFixed(4)}` : ''}`,
        ]),
  ];
}

/** "depth 3, seed 1"; what holds more stays JSON. */
function words(values: object): string {
  const parts = Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  return parts.join(', ');
}
