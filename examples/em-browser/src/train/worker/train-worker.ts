import { createRunControls } from '@unet/run/arrays';
import { expose, transfer } from 'comlink';
import type { SessionEvent, TrainWorker } from '../run/session-messages.ts';
import { trainSession } from './train-session.ts';

const controls = createRunControls();

const worker: TrainWorker = {
  run: (order, listener) => trainSession(order, controls, (event) => listener(withoutCopies(event))),
  end: (how) => controls.end(how),
  save: () => controls.save(),
};

expose(worker);

/** The probability, which is not needed here any more, is transferred to the page. */
function withoutCopies(event: SessionEvent): SessionEvent {
  if (event.kind !== 'prediction') return event;
  return transfer(event, [event.prediction.probability.data.buffer as ArrayBuffer]);
}
