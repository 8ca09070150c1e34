import { fileURLToPath } from 'node:url';
import { runJson } from './run-json.mjs';

const script = fileURLToPath(new URL('unet-step.mjs', import.meta.url));

/** What is measured: the paper's network and two narrower ones on its tile, and how many steps of each in one process. */
const full = {
  large: { base: 64, size: 572, steps: 3 },
  middle: { base: 32, size: 572, steps: 4 },
  small: { base: 16, size: 572, steps: 8 },
};
/** Networks so small that their figures mean nothing: to see that everything runs. */
const smoke = {
  large: { base: 8, size: 204, steps: 2 },
  middle: { base: 4, size: 204, steps: 2 },
  small: { base: 2, size: 204, steps: 2 },
};

/**
 * What is measured on whole networks, in the order of one round: ours, then the peer with the same work, each in a process of its own.
 * Both report the fastest of the same number of steps after one to warm up.
 * @param {{ backend: string, relaxed: string, threads: number, smoke: boolean, torchSteps: boolean }} options `torchSteps`: whether
 * training steps of PyTorch are wanted, or its forward pass alone
 * @param {{ torch: object, onnx: object }} peers as `findTorchPeer` and `findOnnxPeer` give them
 * @returns {import('./measure.mjs').Measurement[]}
 */
export function networkMeasurements(options, peers) {
  const { backend, relaxed, threads } = options;
  const { large, middle, small } = options.smoke ? smoke : full;
  const ours = (network, figures, { forwardOnly = false, threadCount = threads } = {}) => ({
    name: `our ${forwardOnly ? 'forward pass' : 'step'}, base ${network.base}, threads ${threadCount}`,
    side: 'ours',
    figures,
    run: () => {
      const args = ['--base', network.base, '--size', network.size, '--steps', network.steps];
      args.push('--backend', backend, '--relaxed', relaxed, '--threads', threadCount);
      if (forwardOnly) args.push('--forward-only');
      return runJson(process.execPath, [script, ...args]);
    },
  });
  const theirs = (peer, network, figures, { forwardOnly = false } = {}) => ({
    name: `${peer.description}, base ${network.base}`,
    side: 'peer',
    peer,
    figures,
    run: () => peer.measure({ ...network, threads, forwardOnly }),
  });
  const torchLarge = {
    step64: (result) => result.step_s,
    forward64: (result) => result.forward_s,
    peakRssMiB: (result) => result.peak_rss_mib,
  };
  const gain = `threads${threads}`;
  const oneThread = { available: true, ours: true, description: 'ours on 1 thread' };
  return [
    ours(large, { forward64: minimum, forward64VsOrt: minimum }, { forwardOnly: true }),
    theirs(peers.onnx, large, { forward64VsOrt: minimum }),
    ours(large, { step64: stepSeconds, [gain]: stepSeconds, peakRssMiB: (result) => result.peakRssMiB }),
    theirs(peers.torch, large, torchLarge, { forwardOnly: !options.torchSteps }),
    // Stands where a peer does, so that the ratio is what the other threads gain.
    { ...ours(large, { [gain]: stepSeconds }, { threadCount: 1 }), side: 'peer', peer: oneThread },
    ours(middle, { step32: stepSeconds }),
    theirs(peers.torch, middle, { step32: (result) => result.step_s }),
    ours(small, { step16: stepSeconds }),
    theirs(peers.torch, small, { step16: (result) => result.step_s }),
  ];
}

/** Throws where the loss was no number: whatever took that time was no training step. JSON has null for it. */
function stepSeconds(result) {
  if (!Number.isFinite(result.lastLoss)) throw new Error('the loss of our step is not finite');
  return result.minimum;
}

function minimum(result) {
  return result.minimum;
}
