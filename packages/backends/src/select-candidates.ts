import type { BackendCandidate } from './candidate.ts';

/** What this package knows on some platform: one list of preferences serves Node and browsers. */
const names = ['tensorflow-gpu', 'tensorflow', 'webgpu', 'webgl', 'simd', 'wasm', 'cpu'];

/**
 * The candidates to try, in order: those preferred, in the order of preference, or all; less those excluded. A name that is known on
 * another platform gives a candidate that does not start.
 * @throws RangeError for a name that no candidate has, and if none is left
 */
export function selectCandidates(
  candidates: readonly BackendCandidate[],
  { prefer, exclude }: { readonly prefer?: string | readonly string[]; readonly exclude?: string | readonly string[] },
): BackendCandidate[] {
  const find = (argument: string, name: string): BackendCandidate => {
    const found = candidates.find((candidate) => candidate.name === name);
    if (found) return found;
    if (names.includes(name)) return elsewhere(name);
    const known = candidates.map((candidate) => candidate.name).join(', ');
    throw new RangeError(`initBackend: ${argument} must be one of ${known}, got ${JSON.stringify(name)}`);
  };
  const excluded = namesOf('exclude', exclude).map((name) => find('exclude', name).name);
  const wanted = prefer === undefined ? candidates : namesOf('prefer', prefer).map((name) => find('prefer', name));
  const selected = wanted.filter((candidate) => !excluded.includes(candidate.name));
  if (selected.length === 0) throw new RangeError('initBackend: prefer and exclude leave no backend to try');
  return selected;
}

function elsewhere(name: string): BackendCandidate {
  const load = async (): Promise<never> => {
    throw new Error('it is not made for this platform');
  };
  return { name, backendName: name, packages: [], isInstalled: async () => false, load };
}

function namesOf(argument: string, names: string | readonly string[] | undefined): readonly string[] {
  const list = typeof names === 'string' ? [names] : (names ?? []);
  if (!Array.isArray(list)) throw new TypeError(`initBackend: ${argument} must be a name or an array of names`);
  return list;
}
