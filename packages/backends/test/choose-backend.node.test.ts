import { engine, getBackend, memory, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { availableBackends, BackendError, compileAhead, initBackend, onDeviceLost } from '@unet/backends';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeCandidate, running } from './fake-backends.ts';

// Importing the fakes has registered `cpu`, as an application may have done; it is not started.
const own = ['cpu'];

afterEach(async () => {
  for (const name of engine().backendNames()) if (!own.includes(name)) removeBackend(name);
  running.clear();
});

function failure(options: Parameters<typeof initBackend>[0]): Promise<BackendError> {
  return initBackend(options).then(
    () => expect.unreachable('no error'),
    (error) => error,
  );
}

describe('initBackend', () => {
  it('chooses the first that works, makes it current, and starts no other', async () => {
    const candidates = [fakeCandidate('a1'), fakeCandidate('a2')];
    const { backend, ...chosen } = await initBackend({ candidates });
    expect(backend).toBe(engine().backend);
    expect(chosen).toEqual({
      name: 'a1',
      backendName: 'a1',
      reason: 'a1, the fastest that works here',
      tried: [{ name: 'a1', outcome: 'chosen', detail: 'was chosen' }],
    });
    expect(getBackend()).toBe('a1');
    expect([...running]).toEqual(['a1']);
    expect(engine().backendNames()).toEqual(['cpu', 'a1']);
    expect(memory().numTensors).toBe(0);
  });

  it.each([
    ['webgl', 'initBackend: options must be an object, got "webgl"'],
    [
      { preffer: 'webgl' },
      'initBackend: options.preffer is not an option, only prefer, exclude, kernels, wasmPaths, reuseLimit, candidates',
    ],
  ])('refuses the options %j and starts nothing', async (options, message) => {
    await expect(initBackend(options as never)).rejects.toThrow(new TypeError(message));
    expect(running.size).toBe(0);
  });

  it('passes over what is missing, does not start, is unfit or computes wrong, and stops it', async () => {
    const warn = vi.spyOn(console, 'warn');
    const candidates = [
      fakeCandidate('b1', { installed: false }),
      fakeCandidate('b2', { startError: new Error('no device\nstack') }),
      fakeCandidate('b3', { startError: { message: 'a plain object' } }),
      fakeCandidate('b4', {
        verify: () => {
          throw new Error('float16 alone');
        },
      }),
      fakeCandidate('b5', { alter: { kernel: 'Conv2D', change: (values) => values.fill(1) } }),
      fakeCandidate('b6', { alter: { kernel: 'BatchMatMul', change: (values) => values.fill(Number.NaN) } }),
      fakeCandidate('b7', { without: 'Relu' }),
      fakeCandidate('b8'),
    ];
    const { name, reason, tried } = await initBackend({ candidates, kernels: ['Relu'] });
    expect(name).toBe('b8');
    expect(tried.map(({ outcome }) => outcome)).toEqual([
      'not installed',
      'not started',
      'not started',
      'not started',
      'wrong results',
      'wrong results',
      'lacks kernels',
      'chosen',
    ]);
    expect(reason).toBe(
      'b8, the fastest that works here; b1 is not installed (npm install @fake/b1); b2 did not start: no device; ' +
        'b3 did not start: a plain object; b4 did not start: float16 alone; b5 computes wrong: conv2d gave 1 instead of 374784; ' +
        'b6 computes wrong: matMul gave NaN instead of 4186148; b7 lacks Relu',
    );
    expect([...running]).toEqual(['b8']);
    expect(engine().backendNames()).toEqual(['cpu', 'b8']);
    expect(memory().numTensors).toBe(0);
    expect(warn).not.toHaveBeenCalled();
  });

  it('lets a candidate say it in its own words, and adds what else there is to know', async () => {
    const candidates = [
      { ...fakeCandidate('o1', { installed: false }), howToInstall: 'ask for it' },
      {
        ...fakeCandidate('o2', { startError: new Error('E42') }),
        explain: (message: string) => `${message} is a riddle`,
      },
      { ...fakeCandidate('o3'), remark: () => 'on one leg' },
    ];
    const { reason, tried } = await initBackend({ candidates });
    expect(reason).toBe(
      'o3, the fastest that works here, on one leg; o1 is not installed (ask for it); o2 did not start: E42 is a riddle',
    );
    expect(tried.at(-1)).toEqual({ name: 'o3', outcome: 'chosen', detail: 'was chosen' });
  });

  it('fails a device that computes in float16', async () => {
    const overflow = (values: Float32Array): void => {
      values.set(values.map((value) => (Math.abs(value) > 65504 ? Infinity : value)));
    };
    const { tried } = await failure({
      candidates: [fakeCandidate('half', { alter: { kernel: 'BatchMatMul', change: overflow } })],
    });
    expect(tried).toMatchObject([{ name: 'half', outcome: 'wrong results' }]);
  });

  it('takes rounding of float32 for right', async () => {
    const rounding = (values: Float32Array): void => {
      values.set(values.map((value) => value * (1 + 4e-7)));
    };
    const candidates = [fakeCandidate('rounding', { alter: { kernel: 'Conv2D', change: rounding } })];
    expect((await initBackend({ candidates })).name).toBe('rounding');
  });

  it('takes the first of those preferred that works', async () => {
    const candidates = [fakeCandidate('c1'), fakeCandidate('c2', { installed: false }), fakeCandidate('c3')];
    const { reason } = await initBackend({ candidates, prefer: ['c2', 'c3'] });
    expect(reason).toBe('c3, as preferred; c2 is not installed (npm install @fake/c2)');
  });

  it('accepts an emulated GPU only if it is preferred', async () => {
    const accepted: boolean[] = [];
    const verify = ({ acceptEmulated }: { acceptEmulated: boolean }): void => void accepted.push(acceptEmulated);
    const candidates = [fakeCandidate('emulated', { verify })];
    await initBackend({ candidates });
    await initBackend({ candidates, prefer: 'emulated' });
    expect(accepted).toEqual([false, true]);
  });

  it('says in one line why the preferred one does not work, and what is there', async () => {
    const candidates = [fakeCandidate('d1', { installed: false }), fakeCandidate('d2'), fakeCandidate('d3')];
    const error = await failure({ candidates, prefer: 'd1' });
    expect(error).toBeInstanceOf(BackendError);
    expect(error.name).toBe('BackendError');
    expect(error.message).toBe(
      'initBackend: backend "d1" is not installed (npm install @fake/d1); installed here: d2, d3',
    );
    expect(error.tried).toHaveLength(1);
    expect(error.cause).toBeInstanceOf(Error);
    expect(running.size).toBe(0);
  });

  it('says so if none works', async () => {
    const candidates = [fakeCandidate('e1', { installed: false })];
    expect((await failure({ candidates })).message).toBe(
      'initBackend: no backend works: backend "e1" is not installed (npm install @fake/e1); installed here: none',
    );
  });

  it('says so if a package registers nothing', async () => {
    const nothing = { ...fakeCandidate('none'), load: async () => {} };
    expect((await failure({ candidates: [nothing] })).message).toContain('its package did not register it');
  });

  it('can choose a backend later that lost before', async () => {
    let fit = false;
    const verify = (): void => {
      if (!fit) throw new Error('not yet');
    };
    const candidates = [fakeCandidate('f1', { verify }), fakeCandidate('f2')];
    expect((await initBackend({ candidates })).name).toBe('f2');
    fit = true;
    expect((await initBackend({ candidates })).name).toBe('f1');
    expect([...running].sort()).toEqual(['f1', 'f2']);
  });

  it('leaves current backend and registry as they were if it fails', async () => {
    const mine = fakeCandidate('mine');
    await mine.load({ acceptEmulated: true });
    await setBackend('mine');
    const unfit = fakeCandidate('g1', {
      verify: () => {
        throw new Error('unfit');
      },
    });
    await failure({ candidates: [unfit] });
    expect(getBackend()).toBe('mine');
    expect([...running]).toEqual(['mine']);
    expect(engine().backendNames()).toEqual(['cpu', 'mine']);
  });

  it('uses a backend that runs already, and does not stop it if it is unfit', async () => {
    let starts = 0;
    const verify = (): void => {
      if (++starts > 1) throw new Error('unfit');
    };
    const candidate = fakeCandidate('h1', { verify });
    await candidate.load({ acceptEmulated: true });
    await setBackend('h1');
    const instance = engine().findBackend('h1');
    await initBackend({ candidates: [candidate] });
    expect(engine().findBackend('h1')).toBe(instance);
    await failure({ candidates: [candidate] });
    expect(engine().findBackend('h1')).toBe(instance);
  });

  it('leaves a backend registered that the application had registered, and stops it', async () => {
    const candidate = fakeCandidate('i1', {
      verify: () => {
        throw new Error('unfit');
      },
    });
    await candidate.load({ acceptEmulated: true });
    await failure({ candidates: [candidate] });
    expect(engine().backendNames()).toContain('i1');
    expect(running.size).toBe(0);
    expect(await setBackend('i1')).toBe(true);
  });

  it('unregisters what else the package of the chosen one registered', async () => {
    const [main, extra] = [fakeCandidate('m1'), fakeCandidate('m2')];
    const load: typeof main.load = async (options) => {
      await main.load(options);
      await extra.load(options);
    };
    await initBackend({ candidates: [{ ...main, load }] });
    expect(engine().backendNames()).toEqual(['cpu', 'm1']);
  });

  it('makes calls wait for each other', async () => {
    const names = ['j1', 'j2', 'j3'];
    const chosen = await Promise.all(names.map((name) => initBackend({ candidates: [fakeCandidate(name)] })));
    expect(chosen.map(({ name }) => name)).toEqual(names);
    expect(getBackend()).toBe('j3');
  });

  it('rejects unknown names', async () => {
    await expect(initBackend({ prefer: 'gpu' })).rejects.toThrow(
      new RangeError(
        'initBackend: prefer must be one of tensorflow-gpu, tensorflow, webgpu, simd, wasm, cpu, got "gpu"',
      ),
    );
  });
});

describe('availableBackends', () => {
  it('lists what is installed and starts nothing', async () => {
    const candidates = [fakeCandidate('k1'), fakeCandidate('k2', { installed: false })];
    expect(await availableBackends(candidates)).toEqual([
      { name: 'k1', packages: ['@fake/k1'], installed: true },
      { name: 'k2', packages: ['@fake/k2'], installed: false },
    ]);
    expect(running.size).toBe(0);
  });

  it('takes back what loading a package registered', async () => {
    const candidate = fakeCandidate('l1');
    const isInstalled = async (): Promise<boolean> => {
      await candidate.load({ acceptEmulated: false });
      return true;
    };
    await availableBackends([{ ...candidate, isInstalled }]);
    expect(engine().backendNames()).toEqual(own);
    expect((await initBackend({ candidates: [candidate] })).name).toBe('l1');
  });
});

it('compileAhead and onDeviceLost want functions, whatever the backend', async () => {
  await expect(compileAhead(5 as never)).rejects.toThrow(new TypeError('compileAhead: work must be a function, got 5'));
  expect(() => onDeviceLost(undefined as never)).toThrow(
    new TypeError('onDeviceLost: listener must be a function, got undefined'),
  );
});
