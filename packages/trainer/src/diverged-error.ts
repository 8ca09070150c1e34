/** Training has diverged: the loss of a step is NaN or infinite, and so are the weights from then on. Go back to the last checkpoint. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';
  /** Steps done, that one included. */
  readonly step: number;
  /** NaN, Infinity or -Infinity. */
  readonly loss: number;

  constructor(step: number, loss: number) {
    super(`step ${step}: loss is ${loss}; try a lower learning rate`);
    this.step = step;
    this.loss = loss;
  }
}
