import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError, placeError } from '@unet/files';
import { decodeSafetensors, type NamedArray, type NetworkConfig } from '@unet/model';
import { checkParameterArrays, readConfig } from '@unet/model/internal';

/** A file of weights, or a checkpoint of a run, whose tensors are those of its network. */
export interface ModelFile {
  readonly file: string;
  readonly bytes: number;
  readonly kind: 'network' | 'checkpoint';
  readonly config: NetworkConfig;
  /** As they are in the file. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Of a checkpoint. */
  readonly checkpoint: CheckpointFacts | undefined;
}

/** What the metadata of a checkpoint say. */
export interface CheckpointFacts {
  readonly step: number;
  /** Name and settings. */
  readonly optimizer: Readonly<Record<string, unknown>>;
  /** What makes the run that run. */
  readonly run: Readonly<Record<string, unknown>>;
}

const PARAMETERS = 'parameters/';

/**
 * Reads what a file of weights or a checkpoint says of itself, and checks that it is whole; no backend is needed.
 * @param path of the file; of a run, its folder
 * @throws FileError that names the file
 */
export async function readModel(path: string): Promise<ModelFile> {
  const file = await fileOf(path);
  try {
    const bytes = await readFile(file);
    const { tensors, metadata } = decodeSafetensors(bytes);
    const config = readConfig(metadata);
    const isCheckpoint = metadata.library === '@unet/trainer';
    checkParameterArrays(config, isCheckpoint ? parametersOf(tensors) : tensors);
    return {
      file,
      bytes: bytes.length,
      kind: isCheckpoint ? 'checkpoint' : 'network',
      config,
      metadata,
      checkpoint: isCheckpoint ? factsOf(metadata) : undefined,
    };
  } catch (error) {
    throw placeError(error, { file });
  }
}

async function fileOf(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? join(path, 'model.safetensors') : path;
}

function parametersOf(tensors: Readonly<Record<string, NamedArray>>): Record<string, NamedArray> {
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(PARAMETERS));
  return Object.fromEntries(own.map(([name, array]) => [name.slice(PARAMETERS.length), array]));
}

function factsOf(metadata: Readonly<Record<string, string>>): CheckpointFacts {
  return { step: Number(metadata.step), optimizer: parse(metadata, 'optimizer'), run: parse(metadata, 'run') };
}

function parse(metadata: Readonly<Record<string, string>>, name: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(metadata[name] ?? '{}'));
  } catch (cause) {
    throw new FileError(`checkpoint: its ${name} cannot be read`, { cause });
  }
}
