import { describe, expect, it } from 'vitest';
import { areInstalled, isMissing, requireInstalled } from '../src/installed.ts';

const node = typeof process !== 'undefined' && process.versions?.node !== undefined;

describe('isMissing', () => {
  it.each([
    ['Node', "Cannot find package '@a/b' imported from /x/y.js"],
    ['Node, CommonJS', "Cannot find module '@a/b'"],
    ['Bun', "Cannot find package '@a/b' from '/x/y.js'"],
    ['Jest, of the manifest', "Cannot find module '@a/b/package.json' from 'x/y.js'"],
    ['Yarn', "@unet/backends tried to access @a/b (a peer dependency) but it isn't provided by your application"],
    ['Deno', "Could not find package '@a/b' from referrer 'file:///x/y.js'."],
    ['Vite', 'Could not resolve "@a/b" imported by "@unet/backends". Is it installed?'],
    ['Chrome', "Failed to resolve module specifier '@a/b'"],
    ['Firefox', 'The specifier “@a/b” was a bare specifier, but was not remapped to anything.'],
    ['Safari', "Module name, '@a/b' does not resolve to a valid URL."],
  ])('knows the message of %s', (_, message) => {
    expect(isMissing(new Error(message), ['@x/y', '@a/b', '@a/b/package.json'])).toBe(true);
    // As from another realm, of which Jest makes one for each file: no Error there is one here.
    expect(isMissing({ message }, ['@x/y', '@a/b', '@a/b/package.json'])).toBe(true);
  });

  it.each([
    new Error("Cannot find package 'inner' imported from /node_modules/@a/b/index.js"),
    new Error("Cannot find module './tfjs_binding.node'"),
    new Error("'@a/b' failed"),
    "Cannot find package '@a/b'",
    null,
  ])('does not take %o for it', (error) => {
    expect(isMissing(error, ['@a/b'])).toBe(false);
  });
});

describe.runIf(node)('areInstalled', () => {
  it('looks packages up without running them', async () => {
    expect(await areInstalled(['@tensorflow/tfjs-core'])).toBe(true);
    expect(await areInstalled(['@tensorflow/tfjs-core', '@unet/no-such-package'])).toBe(false);
  });

  it('knows a package that does not export its manifest', async () => {
    expect(await areInstalled(['publint'])).toBe(true);
  });

  it('names the first that is missing, in words that are known', async () => {
    await requireInstalled(['@tensorflow/tfjs-core']);
    const error = await requireInstalled(['@tensorflow/tfjs-core', '@a/b', '@a/c']).catch((reason) => reason);
    expect(error).toEqual(new Error("Cannot find package '@a/b'"));
    expect(isMissing(error, ['@a/b'])).toBe(true);
  });
});
