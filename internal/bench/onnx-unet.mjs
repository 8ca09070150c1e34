import { outputSize } from '@unet/model';
import { bytes, integer, message, text } from './protobuf.mjs';

/** Field values of onnx.proto: types of tensors and of attributes. */
const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE_INTS = 7;
const ATTRIBUTE_INT = 2;
/** Version of the operators: Slice takes its bounds as inputs from 10 on, and all of them are unchanged for long after 13. */
const OPERATORS = 13;
const FORMAT = 8;

/**
 * The U-Net with valid convolutions, as an ONNX file: input `image` `[1, channels, size, size]`, output `logits`
 * `[1, classes, size', size']`, channels first as ONNX has them.
 * @param {import('@unet/model').UNetConfig} config
 * @param {Record<string, { shape: readonly number[], data: Float32Array }>} parameters as `readParameters` gives them
 * @param {number} size
 * @returns {Uint8Array}
 */
export function unetToOnnx(config, parameters, size) {
  const nodes = [];
  const initializers = [];
  let count = 0;
  const node = (operator, inputs, attributes = {}) => {
    const output = `${operator}_${count++}`;
    nodes.push(operation(operator, inputs, output, attributes));
    return output;
  };
  const weights = (layer, order) => {
    initializers.push(floats(`${layer}.filter`, transposed(parameters[`${layer}.filter`], order)));
    initializers.push(floats(`${layer}.bias`, parameters[`${layer}.bias`]));
    return [`${layer}.filter`, `${layer}.bias`];
  };
  const integers = (name, values) => {
    initializers.push(wholeNumbers(name, values));
    return name;
  };
  // [rows, columns, in, out] to [out, in, rows, columns], and to [in, out, rows, columns] where convolutions are transposed.
  const convolution = (x, layer) => node('Conv', [x, ...weights(layer, [3, 2, 0, 1])]);
  const block = (x, name) =>
    ['conv1', 'conv2'].reduce((value, layer) => node('Relu', [convolution(value, `${name}.${layer}`)]), x);

  const skips = [];
  let x = 'image';
  let side = size;
  for (let level = 0; level < config.depth; level++) {
    x = block(x, `down.${level}`);
    side -= 4;
    skips.push({ value: x, side });
    x = node('MaxPool', [x], { kernel_shape: [2, 2], strides: [2, 2] });
    side /= 2;
  }
  x = block(x, 'bottom');
  side -= 4;
  for (let level = config.depth - 1; level >= 0; level--) {
    const up = node('ConvTranspose', [x, ...weights(`up.${level}`, [2, 3, 0, 1])], { strides: [2, 2] });
    side *= 2;
    const skip = skips[level];
    const margin = (skip.side - side) / 2;
    const cropped = node('Slice', [
      skip.value,
      integers(`crop.${level}.starts`, [margin, margin]),
      integers(`crop.${level}.ends`, [margin + side, margin + side]),
      integers(`crop.${level}.axes`, [2, 3]),
    ]);
    x = block(node('Concat', [cropped, up], { axis: 1 }), `merge.${level}`);
    side -= 4;
  }
  nodes.push(operation('Conv', [x, ...weights('head', [3, 2, 0, 1])], 'logits', {}));
  const result = outputSize(config, size);
  const graph = message(
    nodes.map((each) => bytes(1, each)),
    text(2, 'unet'),
    initializers.map((each) => bytes(5, each)),
    bytes(11, valueInfo('image', [1, config.channels, size, size])),
    bytes(12, valueInfo('logits', [1, config.classes, result, result])),
  );
  return message(integer(1, FORMAT), bytes(7, graph), bytes(8, message(text(1, ''), integer(2, OPERATORS))));
}

/** NodeProto. */
function operation(operator, inputs, output, attributes) {
  return message(
    inputs.map((input) => text(1, input)),
    text(2, output),
    text(4, operator),
    Object.entries(attributes).map(([name, value]) => bytes(5, attribute(name, value))),
  );
}

/** AttributeProto. */
function attribute(name, value) {
  if (Array.isArray(value)) {
    return message(
      text(1, name),
      value.map((item) => integer(8, item)),
      integer(20, ATTRIBUTE_INTS),
    );
  }
  return message(text(1, name), integer(3, value), integer(20, ATTRIBUTE_INT));
}

/** ValueInfoProto of a float tensor. */
function valueInfo(name, shape) {
  const sides = shape.map((side) => bytes(1, message(integer(1, side))));
  return message(text(1, name), bytes(2, message(bytes(1, message(integer(1, FLOAT), bytes(2, message(sides)))))));
}

/** TensorProto. */
function floats(name, { shape, data }) {
  return tensor(name, FLOAT, shape, Buffer.from(data.buffer, data.byteOffset, data.byteLength));
}

function wholeNumbers(name, values) {
  return tensor(name, INT64, [values.length], Buffer.from(BigInt64Array.from(values, BigInt).buffer));
}

function tensor(name, type, shape, raw) {
  return message(
    shape.map((side) => integer(1, side)),
    integer(2, type),
    text(8, name),
    bytes(9, raw),
  );
}

/** A filter with its four axes in another order: axis `k` of the result is axis `order[k]` of the filter. */
function transposed({ shape, data }, order) {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, side) => product * side, 1));
  const [a, b, c, d] = order.map((axis) => shape[axis]);
  const [sa, sb, sc, sd] = order.map((axis) => strides[axis]);
  const result = new Float32Array(data.length);
  let index = 0;
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      for (let k = 0; k < c; k++) {
        for (let l = 0; l < d; l++) result[index++] = data[i * sa + j * sb + k * sc + l * sd];
      }
    }
  }
  return { shape: [a, b, c, d], data: result };
}
