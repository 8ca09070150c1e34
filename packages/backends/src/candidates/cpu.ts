import { env, scalar } from '@tensorflow/tfjs-core';
import type { BackendCandidate } from '../candidate.ts';
import { areInstalled } from '../installed.ts';

const packages = ['@tensorflow/tfjs-backend-cpu'];
const load = (): Promise<unknown> => import('@tensorflow/tfjs-backend-cpu');

/** Plain JavaScript: runs everywhere, complete, and hundreds of times too slow to train a full network. */
export const cpu: BackendCandidate = {
  name: 'cpu',
  backendName: 'cpu',
  packages,
  isInstalled: () => areInstalled(packages, load),
  load: async () => void (await load()),
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
