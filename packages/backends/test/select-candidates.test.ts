import type { BackendCandidate } from '@unet/backends';
import { describe, expect, it } from 'vitest';
import { selectCandidates } from '../src/select-candidates.ts';

const candidates = ['fast', 'wasm', 'cpu'].map(
  (name): BackendCandidate => ({
    name,
    backendName: name,
    packages: [],
    isInstalled: async () => true,
    load: async () => {},
  }),
);

function names(options: Parameters<typeof selectCandidates>[1]): string[] {
  return selectCandidates(candidates, options).map((candidate) => candidate.name);
}

describe('selectCandidates', () => {
  it('takes all in their order without options', () => {
    expect(names({})).toEqual(['fast', 'wasm', 'cpu']);
  });

  it('takes those preferred, in the order of preference', () => {
    expect(names({ prefer: 'cpu' })).toEqual(['cpu']);
    expect(names({ prefer: ['cpu', 'fast'] })).toEqual(['cpu', 'fast']);
  });

  it('leaves out those excluded', () => {
    expect(names({ exclude: 'fast' })).toEqual(['wasm', 'cpu']);
    expect(names({ prefer: ['cpu', 'fast'], exclude: ['cpu', 'wasm'] })).toEqual(['fast']);
  });

  it('takes a backend of another platform as one that does not start', async () => {
    expect(names({ prefer: ['webgl', 'cpu'] })).toEqual(['webgl', 'cpu']);
    expect(names({ exclude: 'webgl' })).toEqual(['fast', 'wasm', 'cpu']);
    const [webgl] = selectCandidates(candidates, { prefer: 'webgl' });
    await expect(webgl!.load({ acceptEmulated: true })).rejects.toThrow('it is not made for this platform');
    expect(await webgl!.isInstalled()).toBe(false);
  });

  it.each([
    [{ prefer: 'gpu' }, RangeError, 'initBackend: prefer must be one of fast, wasm, cpu, got "gpu"'],
    [{ exclude: ['cpu', 'no'] }, RangeError, 'initBackend: exclude must be one of fast, wasm, cpu, got "no"'],
    [{ prefer: 'cpu', exclude: 'cpu' }, RangeError, 'initBackend: prefer and exclude leave no backend to try'],
    [{ prefer: [] }, RangeError, 'initBackend: prefer and exclude leave no backend to try'],
    [{ prefer: 5 }, TypeError, 'initBackend: prefer must be a name or an array of names'],
  ])('refuses %j', (options, type, message) => {
    expect(() => selectCandidates(candidates, options as never)).toThrow(type);
    expect(() => selectCandidates(candidates, options as never)).toThrow(message);
  });
});
