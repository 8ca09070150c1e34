/** Training has diverged: the loss of a step is NaN or infinite, and so are the weights from then on. Go back to the last checkpoint. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';
  /** Steps done, that one included. */
  readonly step: number;
  /** NaN, Infinity or -Infinity. */
  readonly loss: number;

  constructor(step: number, loss: number) {
    // The loss of the first step is of weights that were not trained yet.
    const advice =
      step === 1 ? 'nothing was learned yet: look at images, labels and border weight' : 'try a lower learning rate';
    super(`step ${step}: loss is ${loss}; ${advice}`);
    this.step = step;
    this.loss = loss;
  }
}
