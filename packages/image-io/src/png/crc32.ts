const table: Uint32Array = makeTable();

/** The CRC-32 of `bytes` from `from` to before `to` (ISO 3309; PNG specification, annex D). */
export function crc32(bytes: Uint8Array, from: number, to: number): number {
  let remainder = 0xffffffff;
  for (let index = from; index < to; index++) {
    remainder = table[(remainder ^ bytes[index]!) & 0xff]! ^ (remainder >>> 8);
  }
  return ~remainder >>> 0;
}

function makeTable(): Uint32Array {
  const remainders = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      // 0xedb88320: the generator polynomial with its bits reversed.
      remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
    }
    remainders[byte] = remainder;
  }
  return remainders;
}
