import { FileError, reasonOf } from '@unet/files';
import { type NetworkConfig, type PartialNetworkConfig, wholeConfig } from './network-config.ts';

/**
 * The configuration in the metadata of a file of weights.
 * @throws FileError of `@unet/files` where there is none, or one that cannot be used
 */
export function readConfig(metadata: Readonly<Record<string, string>>): NetworkConfig {
  if (!Object.hasOwn(metadata, 'config')) {
    throw new FileError('U-Net file: metadata has no configuration: not written by @unet/model');
  }
  let config: PartialNetworkConfig;
  try {
    config = JSON.parse(metadata.config!);
  } catch (cause) {
    // The parser's message quotes the text, line breaks and all.
    throw new FileError('U-Net file: configuration is not JSON', { cause });
  }
  try {
    return wholeConfig('U-Net file', config);
  } catch (cause) {
    throw new FileError(`U-Net file: configuration cannot be used (${reasonOf(cause)})`, { cause });
  }
}
