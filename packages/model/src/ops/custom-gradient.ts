import { customGrad, engine, keep, reshape, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** What a differentiable operation computes and keeps. */
export interface Forward {
  readonly value: Tensor;
  /** Tensors that the gradient needs: inputs or the value. They are released as soon as the gradient has been computed. */
  readonly saved: readonly Tensor[];
}

/**
 * Makes an operation with its own gradient. The operations of a network hold their saved tensors here and not by
 * `customGrad`'s own `save`, for two reasons: `save` clones, which copies on wasm, and it releases nothing until the whole
 * backward pass is over. Together that would triple the memory of a training step. A gradient can therefore be taken once,
 * and there is no second derivative.
 * @param inputs the tensors to differentiate with respect to
 * @param forward computes the value
 * @param backward gradients with respect to `inputs`, in their order
 */
export function differentiable<Result extends Tensor>(
  inputs: readonly Tensor[],
  forward: () => Forward,
  backward: (dy: Tensor, saved: readonly Tensor[]) => Tensor[],
): Result {
  const recording = engine().isTapeOn();
  const operation = customGrad(() => {
    const { value, saved } = forward();
    const kept = recording ? saved.map(hold) : [];
    return {
      value,
      gradFunc: (dy: Tensor) => {
        const gradients = tidy(() => backward(dy, kept));
        for (const tensor of kept) tensor.dispose();
        return gradients;
      },
    };
  });
  return operation(...inputs) as Result;
}

let tape: unknown;
let held: Tensor[] = [];

/** Keeps a tensor's memory for the backward pass: a reshape shares it on every backend. */
function hold(tensor: Tensor): Tensor {
  const current = engine().state.activeTape;
  if (current !== tape) {
    // A forward pass that threw never got to its gradients: what it held goes when the next one starts.
    for (const abandoned of held) abandoned.dispose();
    tape = current;
    held = [];
  }
  const alias = keep(reshape(tensor, tensor.shape));
  held.push(alias);
  return alias;
}
