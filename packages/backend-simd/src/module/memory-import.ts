const IMPORT_SECTION = 2;
const MEMORY_KIND = 2;
const SHARED_FLAG = 2;

/**
 * A module that imports shared memory, changed so that it imports memory of one thread. The two are different types, and a module is valid
 * for one of them alone; the kernels are the same, so one flag saves carrying every module twice.
 * @see https://webassembly.github.io/spec/core/binary/modules.html#import-section
 */
export function withPrivateMemory(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const changed = bytes.slice();
  changed[placeOfMemoryFlags(bytes)]! &= ~SHARED_FLAG;
  return changed;
}

function placeOfMemoryFlags(bytes: Uint8Array): number {
  let place = 8;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[place++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (place < bytes.length) {
    const section = bytes[place++]!;
    const size = number();
    const end = place + size;
    if (section === IMPORT_SECTION) {
      const imports = number();
      if (imports === 1) {
        for (const _ of ['module', 'field']) {
          const length = number();
          place += length;
        }
        if (bytes[place] === MEMORY_KIND) return place + 1;
      }
    }
    place = end;
  }
  throw new Error('backend simd: the kernels do not import memory alone');
}
