import { getBackend, getKernelsForBackend, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';

/**
 * Puts a clock around every kernel of the current backend, for as long as the process runs. Right for backends whose kernels have
 * done their work when they return, as `cpu`, `wasm` and `simd` have; on a GPU it would measure the time to queue them.
 * @returns `take()`: the calls since the last `take()`, in order: `{ kernel, inputs, output, milliseconds, gflop, mebibytes }`.
 * What a kernel spends inside other kernels counts for those.
 */
export function profileKernels() {
  const backendName = getBackend();
  let calls = [];
  /** Milliseconds spent in kernels that the running ones have called, innermost last. */
  const inner = [0];
  const clocked = (kernelName, kernelFunc) => (call) => {
    inner.push(0);
    const start = performance.now();
    const result = kernelFunc(call);
    const whole = performance.now() - start;
    const milliseconds = whole - inner.pop();
    inner[inner.length - 1] += whole;
    calls.push(describeCall(kernelName, call, result, milliseconds));
    return result;
  };
  for (const config of getKernelsForBackend(backendName)) {
    unregisterKernel(config.kernelName, backendName);
    registerKernel({ ...config, kernelFunc: clocked(config.kernelName, config.kernelFunc) });
  }
  return {
    take() {
      const taken = calls;
      calls = [];
      return taken;
    },
  };
}

function describeCall(kernel, { inputs, attrs }, result, milliseconds) {
  const given = Object.values(inputs ?? {}).flat();
  const tensors = given.filter((tensor) => tensor?.shape !== undefined);
  const made = (Array.isArray(result) ? result : [result]).filter((tensor) => tensor?.shape !== undefined);
  return {
    kernel,
    inputs: tensors.map(({ shape }) => [...shape]),
    output: made.map(({ shape }) => [...shape]),
    milliseconds,
    gflop: operations(kernel, inputs, attrs, made[0]?.shape) / 1e9,
    mebibytes: (4 * elementsMoved(kernel, tensors, made)) / 2 ** 20,
  };
}

/** Values read and written if each is touched once. */
function elementsMoved(kernel, inputs, outputs) {
  const size = (tensors) => tensors.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (['Reshape', 'ExpandDims', 'Identity'].includes(kernel)) return 0;
  // Of what they cut from they read what they give.
  if (['Slice', 'StridedSlice', 'GatherV2'].includes(kernel)) return 2 * size(outputs);
  return size(inputs) + size(outputs);
}

/** Multiplications and additions of the direct method, 0 for kernels that move memory. */
function operations(kernel, inputs, attrs, output) {
  switch (kernel) {
    case 'Conv2D':
    case 'FusedConv2D': {
      const [rows, columns, channels] = inputs.filter.shape;
      return 2 * sizeOf(output) * rows * columns * channels;
    }
    case 'Conv2DBackpropInput': {
      const [rows, columns, channels] = inputs.filter.shape;
      return 2 * sizeOf(inputs.dy.shape) * rows * columns * channels;
    }
    case 'Conv2DBackpropFilter': {
      const [rows, columns, channels] = attrs.filterShape;
      return 2 * sizeOf(inputs.dy.shape) * rows * columns * channels;
    }
    case 'BatchMatMul':
    case '_FusedMatMul': {
      const inner = inputs.a.shape.at(attrs.transposeA ? -2 : -1);
      return 2 * sizeOf(output) * inner;
    }
    default:
      return 0;
  }
}

function sizeOf(shape) {
  return shape.reduce((product, side) => product * side, 1);
}

/**
 * A table of the time by kernel, and one of the slowest calls.
 * @param {ReturnType<ReturnType<typeof profileKernels>['take']>} calls
 * @param {number} totalMilliseconds of the step that made them; what is no kernel's is the JavaScript around them
 */
export function profileReport(calls, totalMilliseconds, slowest = 20) {
  const groups = new Map();
  for (const { kernel, milliseconds, gflop, mebibytes } of calls) {
    const group = groups.get(kernel) ?? { kernel, calls: 0, milliseconds: 0, gflop: 0, mebibytes: 0 };
    group.calls++;
    group.milliseconds += milliseconds;
    group.gflop += gflop;
    group.mebibytes += mebibytes;
    groups.set(kernel, group);
  }
  const byTime = (a, b) => b.milliseconds - a.milliseconds;
  const inKernels = calls.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const share = (milliseconds) => `${((100 * milliseconds) / totalMilliseconds).toFixed(1)} %`;
  const row = (name, count, { milliseconds, gflop = 0, mebibytes = 0 }) =>
    [
      name.padEnd(24),
      String(count).padStart(6),
      `${milliseconds.toFixed(1)} ms`.padStart(12),
      share(milliseconds).padStart(8),
      rate(gflop, milliseconds).padStart(9),
      rate(mebibytes / 1024, milliseconds).padStart(8),
    ].join('');
  const heading = `${'calls'.padStart(6)}${'time'.padStart(12)}${'share'.padStart(8)}${'GFLOPS'.padStart(9)}${'GiB/s'.padStart(8)}`;
  return [
    `${'kernel'.padEnd(24)}${heading}`,
    ...[...groups.values()].sort(byTime).map((group) => row(group.kernel, group.calls, group)),
    row('(outside of kernels)', '', { milliseconds: totalMilliseconds - inKernels }),
    row('whole step', calls.length, { milliseconds: totalMilliseconds }),
    '',
    `${'slowest calls'.padEnd(24)}${heading}   shapes`,
    ...[...calls]
      .sort(byTime)
      .slice(0, slowest)
      .map((call) => `${row(call.kernel, '', call)}   ${shapes(call.inputs)} -> ${shapes(call.output)}`),
  ].join('\n');
}

/** Amount per second; nothing where the clock is too coarse for it. */
function rate(amount, milliseconds) {
  return amount > 0 && milliseconds >= 0.01 ? ((amount / milliseconds) * 1000).toFixed(1) : '';
}

function shapes(list) {
  return list.map((shape) => `[${shape.join(' ')}]`).join(' ');
}
