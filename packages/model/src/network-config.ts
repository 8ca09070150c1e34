import { checkObject, checkWord } from '@unet/tensor/internal';
import { type UNetConfig, wholeUNetConfig } from './config.ts';
import { type FCNArchitecture, type FCNConfig, fcnArchitectures, wholeFCNConfig } from './fcn-config.ts';

/** What a network is: its `architecture`, a U-Net where there is none, and the fields that such a network has. */
export type NetworkConfig = UNetConfig | FCNConfig;

/** What differs from the paper's FCN-8s, `paperFCNConfig`. */
export type PartialFCNConfig = Partial<FCNConfig> & { readonly architecture: FCNArchitecture };

/** What differs from the default of its architecture: `paperConfig`, or `paperFCNConfig`. */
export type PartialNetworkConfig = Partial<UNetConfig> | PartialFCNConfig;

/** Whether a network is an FCN. */
export function isFCN(config: NetworkConfig): config is FCNConfig {
  return config.architecture !== undefined && config.architecture !== U_NET;
}

const U_NET = 'u-net';

/** What people call such a network: `U-Net`, `FCN-8s`. */
export function nameOf(config: NetworkConfig): string {
  return isFCN(config) ? config.architecture.replace('fcn', 'FCN') : 'U-Net';
}

/**
 * The whole configuration of a network: what is missing is taken from `paperConfig`, or from `paperFCNConfig` where `architecture` says so, and
 * everything is checked. Functions that take a part of a configuration do so themselves.
 * @throws TypeError unless `config` is an object of known fields, RangeError for a value that is out of range
 * @example
 * completeConfig({ baseWidth: 16, padding: 'same' }).depth; // 4
 * completeConfig({ architecture: 'fcn-8s', baseWidth: 16 }).depth; // 5
 */
export function completeConfig(config: Partial<UNetConfig>): UNetConfig;
export function completeConfig(config: PartialFCNConfig): FCNConfig;
export function completeConfig(config: PartialNetworkConfig): NetworkConfig;
export function completeConfig(config: PartialNetworkConfig): NetworkConfig {
  return wholeConfig('completeConfig', config);
}

/**
 * {@link completeConfig} for other functions of this package.
 * @param where name of the calling function, the start of the message
 */
export function wholeConfig(where: string, config: Partial<UNetConfig>): UNetConfig;
export function wholeConfig(where: string, config: PartialNetworkConfig): NetworkConfig;
export function wholeConfig(where: string, config: PartialNetworkConfig): NetworkConfig {
  if (isNetwork(config)) {
    throw new TypeError(`${where}: config must be a configuration, got a network: pass unet.config`);
  }
  checkObject(where, 'config', config);
  const { architecture = U_NET, ...fields } = config;
  checkWord(where, 'architecture', architecture, [U_NET, ...fcnArchitectures]);
  // Left out of a U-Net's, so that it has one configuration, and its files are those of earlier versions.
  if (architecture === U_NET) return wholeUNetConfig(where, fields as Partial<UNetConfig>);
  return wholeFCNConfig(where, config as PartialFCNConfig);
}

/** A configuration with another width, and with layers after the last pooling that are as much narrower or wider. */
export function withBaseWidth<Config extends NetworkConfig>(config: Config, baseWidth: number): Config {
  if (!isFCN(config)) return { ...config, baseWidth };
  const headWidth = Math.max(1, Math.round((config.headWidth * baseWidth) / config.baseWidth));
  return { ...config, baseWidth, headWidth };
}

function isNetwork(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'config' in value && 'parameters' in value;
}
