/** Names of renderers and adapters that compute on the CPU: Chrome's, Mesa's, and that of Windows. */
const emulators = /swiftshader|llvmpipe|softpipe|lavapipe|basic render/i;

/** Whether a GPU of this name is a program on the CPU. */
export function isEmulator(name: string): boolean {
  return emulators.test(name);
}
