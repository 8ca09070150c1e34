import { chromium } from 'playwright';
import { findChromium } from './find-chromium.mjs';

/** Starts nothing that has to do with a person, and asks the network for nothing. */
const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** No WebGL and no WebGPU, nor what probes and draws by them in software: for pages that are only looked at, or compute by WebAssembly. */
export const plainFlags = [...QUIET, '--disable-gpu'];

/** A renderer in software, the same on every machine: WebGL 2 and WebGPU on SwiftShader. */
export const softwareFlags = [
  ...QUIET,
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/** WebGL and WebGPU on the graphics card. */
export const hardwareFlags = [
  ...QUIET,
  '--enable-unsafe-webgpu',
  '--enable-gpu',
  '--ignore-gpu-blocklist',
  '--enable-features=Vulkan',
];

/**
 * Starts a Chromium without a window, which its caller closes.
 * @param {object} [options]
 * @param {string[]} [options.flags]
 * @param {boolean} [options.endsOnSignals] whether it ends by itself on Ctrl-C, as it does unless told otherwise; a caller that has more
 *   to end closes it when its turn comes
 * @returns {Promise<import('playwright').Browser>}
 * @throws {Error} if there is none
 */
export async function launchChromium({ flags = softwareFlags, endsOnSignals = true } = {}) {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium found: apt-get install chromium, or set CHROMIUM');
  const signals = { handleSIGINT: endsOnSignals, handleSIGTERM: endsOnSignals, handleSIGHUP: endsOnSignals };
  return chromium.launch({ executablePath, args: flags, ...signals });
}
