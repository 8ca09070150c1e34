const MACHINE_IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The bytes of float32 values, lowest byte first; they share memory with the values where the machine stores them so. */
export function bytesOfFloats(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return MACHINE_IS_LITTLE_ENDIAN ? bytes : withSwappedWords(bytes);
}

/** Float32 values from their bytes, lowest byte first, in memory of their own: the bytes may lie at any address. */
export function floatsOfBytes(bytes: Uint8Array): Float32Array {
  // Not slice(): that of Node's Buffer, which readFile returns, does not copy.
  const copy = MACHINE_IS_LITTLE_ENDIAN ? new Uint8Array(bytes) : withSwappedWords(bytes);
  return new Float32Array(copy.buffer);
}

function withSwappedWords(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const swapped = new Uint8Array(bytes.length);
  for (let index = 0; index < bytes.length; index++) swapped[index] = bytes[index ^ 3]!;
  return swapped;
}
