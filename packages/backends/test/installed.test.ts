import { describe, expect, it } from 'vitest';
import { areInstalled, isMissing } from '../src/installed.ts';

const node = typeof process !== 'undefined' && process.versions?.node !== undefined;

describe('isMissing', () => {
  it.each([
    ['Node', "Cannot find package '@a/b' imported from /x/y.js"],
    ['Node, CommonJS', "Cannot find module '@a/b'"],
    ['Deno', "Could not find package '@a/b' from referrer 'file:///x/y.js'."],
    ['Vite', 'Could not resolve "@a/b" imported by "@unet/backends". Is it installed?'],
    ['Chrome', "Failed to resolve module specifier '@a/b'"],
    ['Firefox', 'The specifier “@a/b” was a bare specifier, but was not remapped to anything.'],
    ['Safari', "Module name, '@a/b' does not resolve to a valid URL."],
  ])('knows the message of %s', (_, message) => {
    expect(isMissing(new Error(message), ['@x/y', '@a/b'])).toBe(true);
  });

  it.each([
    new Error("Cannot find package 'inner' imported from /node_modules/@a/b/index.js"),
    new Error("Cannot find module './tfjs_binding.node'"),
    new Error("'@a/b' failed"),
    { message: "Cannot find package '@a/b'" },
    null,
  ])('does not take %o for it', (error) => {
    expect(isMissing(error, ['@a/b'])).toBe(false);
  });
});

describe('areInstalled', () => {
  it.runIf(node)('looks packages up in Node without loading them', async () => {
    const load = async (): Promise<never> => {
      throw new Error('must not be called');
    };
    expect(await areInstalled(['@tensorflow/tfjs-core'], load)).toBe(true);
    expect(await areInstalled(['@tensorflow/tfjs-core', '@unet/no-such-package'], load)).toBe(false);
  });

  it.runIf(!node)('tries to load them in browsers', async () => {
    expect(await areInstalled([], async () => {})).toBe(true);
    expect(await areInstalled([], () => Promise.reject(new Error('missing')))).toBe(false);
  });
});
