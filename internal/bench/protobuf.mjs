/**
 * Protocol Buffers' wire format, as much of it as an ONNX file needs (https://protobuf.dev/programming-guides/encoding).
 * A message is a list of fields; a field is what one of these functions returns, and may be left out by `undefined`.
 */

/** A message: its fields one after the other. */
export function message(...fields) {
  return Buffer.concat(fields.flat().filter((field) => field !== undefined));
}

/** A field that holds bytes, or a message within a message. */
export function bytes(number, value) {
  return Buffer.concat([varint((number << 3) | 2), varint(value.length), value]);
}

/** A field that holds text. */
export function text(number, value) {
  return bytes(number, Buffer.from(value));
}

/** A field that holds a whole number >= 0. */
export function integer(number, value) {
  return Buffer.concat([varint(number << 3), varint(value)]);
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function varint(value) {
  const groups = [];
  let rest = value;
  while (rest >= 0x80) {
    groups.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  groups.push(rest);
  return Buffer.from(groups);
}
