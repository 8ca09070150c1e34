import { env, scalar } from '@tensorflow/tfjs-core';
import type { BackendCandidate } from '../candidate.ts';

/** Plain JavaScript: runs everywhere, complete, and hundreds of times too slow to train a full network. */
export const cpu: BackendCandidate = {
  name: 'cpu',
  backendName: 'cpu',
  packages: ['@tensorflow/tfjs-backend-cpu'],
  isInstalled: async () => true,
  load: async () => void (await import('@tensorflow/tfjs-backend-cpu')),
  verify: firstWriteWithoutBanner,
};

/**
 * At its first write in Node the backend prints an advertisement for tfjs-node. It asks the flag IS_NODE alone: a write while that flag is
 * off takes the banner's turn. The flags that silence it otherwise (IS_TEST, PROD) would silence warnings as well.
 */
function firstWriteWithoutBanner(): void {
  const isNode = env().getBool('IS_NODE');
  env().set('IS_NODE', false);
  try {
    scalar(0).dispose();
  } finally {
    env().set('IS_NODE', isNode);
  }
}
