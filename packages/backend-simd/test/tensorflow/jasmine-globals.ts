import { expect, it as vitestIt } from 'vitest';

// The part of jasmine that the published suites use and vitest has not.

type Done = (() => void) & { fail: (error: unknown) => void };
type Spec = (done?: Done) => Promise<void> | undefined;

let specs = 0;

/** How many specs have been registered. */
export function registeredSpecs(): number {
  return specs;
}

export function installJasmine(): void {
  expect.extend({ nothing: () => ({ pass: true, message: () => '' }) });
  Object.assign(globalThis, {
    it,
    // Suites set its timeout.
    jasmine: {},
    expectAsync: (promise: Promise<unknown>) => ({
      toBeRejectedWithError: (message: string) => expect(promise).rejects.toThrow(message),
    }),
  });
}

function it(name: string, spec: Spec, timeout?: number): void {
  specs++;
  vitestIt(name, spec.length === 0 ? () => spec() : () => untilDone(spec), timeout);
}

function untilDone(spec: Spec): Promise<void> {
  return new Promise((resolve, reject) => {
    spec(Object.assign(() => resolve(), { fail: reject }));
  });
}
