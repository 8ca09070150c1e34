/** Decodes little-endian float32 values from the base64 text of a fixture. */
export function float32FromBase64(text: string): Float32Array {
  return new Float32Array(bytes(text).buffer);
}

/** Decodes little-endian float64 values from the base64 text of a fixture. */
export function float64FromBase64(text: string): Float64Array {
  return new Float64Array(bytes(text).buffer);
}

/** Decodes little-endian int32 values from the base64 text of a fixture. */
export function int32FromBase64(text: string): Int32Array {
  return new Int32Array(bytes(text).buffer);
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
