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
 * backward pass is over: every activation would be held several times. A gradient can therefore be taken once,
 * and there is no second derivative.
 *
 * What a backward pass does not reach, since the asked-for gradients do not depend on it, is released by the next operation.
 * What a pass held that threw is released once another gradient is recorded.
 * @param inputs the tensors to differentiate with respect to
 * @param forward computes the value
 * @param backward gradients with respect to `inputs`, in their order; new tensors, never `dy` itself. It may call `letGo` for `dy` and for saved tensors
 * that it does not need any more, to make room for what it computes next; the others are released when it returns.
 */
export function differentiable<Result extends Tensor>(
  inputs: readonly Tensor[],
  forward: () => Forward,
  backward: (dy: Tensor, saved: readonly Tensor[], letGo: (...tensors: Tensor[]) => void) => Tensor[],
): Result {
  const tape = currentTape();
  releaseOthersThan(tape);
  const recording = engine().isTapeOn();
  const operation = customGrad(() => {
    const { value, saved } = forward();
    const kept = recording ? saved.map(hold) : [];
    return {
      value,
      gradFunc: (dy: Tensor) => {
        // Only this operation has seen a gradient that another operation of this tape made for it.
        const own = madeFor.get(dy) === tape ? [...kept, dy] : kept;
        const letGo = (...tensors: Tensor[]) => release(tensors.filter((tensor) => own.includes(tensor)));
        const gradients = tidy(() => backward(dy, kept, letGo));
        release(own);
        for (const gradient of gradients) madeFor.set(gradient, tape);
        return gradients;
      },
    };
  });
  return operation(...inputs) as Result;
}

/** What the engine records one gradient on; a new object each time, null in between. */
type Tape = object | null;

function currentTape(): Tape {
  return engine().state.activeTape ?? null;
}

/**
 * The tapes of the gradients that operations of this kind have made. Within its tape the operation that takes one of them as
 * its `dy` is its only reader; afterwards it is the caller's.
 */
const madeFor = new WeakMap<Tensor, Tape>();

/** What is held, and for which tape. */
interface Holding {
  tape: Tape;
  tensors: Tensor[];
}

/** By the state of the engine: an estimate of memory has one of its own, and may be asked for while a gradient is recorded. */
const holdings = new WeakMap<object, Holding>();

function holding(): Holding {
  const { state } = engine();
  const known = holdings.get(state) ?? { tape: null, tensors: [] };
  holdings.set(state, known);
  return known;
}

/** Keeps a tensor's memory for the backward pass: a reshape shares it on every backend. */
function hold(tensor: Tensor): Tensor {
  const alias = keep(reshape(tensor, tensor.shape));
  holding().tensors.push(alias);
  return alias;
}

function releaseOthersThan(tape: Tape): void {
  const held = holding();
  if (tape === held.tape) return;
  release(held.tensors);
  held.tensors = [];
  held.tape = tape;
}

function release(tensors: readonly Tensor[]): void {
  for (const tensor of tensors) tensor.dispose();
}
