import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent, RunScores } from '@unet/run';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { maskedCrc } from '../../src/tensorboard/masked-crc.ts';
import { tensorBoardListener } from '../../src/tensorboard/run-listener.ts';

interface ReadEvent {
  step: number;
  version?: string;
  started?: boolean;
  scalars: Record<string, number>;
  images: Record<string, { height: number; width: number; png: Uint8Array }>;
}

/** Reads an event file record by record, checking both checksums of each. */
function readEvents(bytes: Buffer): ReadEvent[] {
  const events: ReadEvent[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Number(bytes.readBigUInt64LE(at));
    expect(bytes.readUInt32LE(at + 8)).toBe(maskedCrc(bytes.subarray(at, at + 8)));
    const data = bytes.subarray(at + 12, at + 12 + length);
    expect(bytes.readUInt32LE(at + 12 + length)).toBe(maskedCrc(data));
    events.push(readEvent(data));
    at += length + 16;
  }
  return events;
}

function readEvent(data: Uint8Array): ReadEvent {
  return new PbfReader(data).readFields<ReadEvent>(
    (field, event, pbf) => {
      if (field === 2) event.step = pbf.readVarint();
      if (field === 3) event.version = pbf.readString();
      if (field === 7) event.started = true;
      if (field === 5) pbf.readMessage((_, into, summary) => summary.readMessage(readValue, { into, tag: '' }), event);
    },
    { step: 0, scalars: {}, images: {} },
  );
}

function readValue(field: number, value: { into: ReadEvent; tag: string }, pbf: PbfReader): void {
  if (field === 1) value.tag = pbf.readString();
  if (field === 2) value.into.scalars[value.tag] = pbf.readFloat();
  if (field === 4) {
    const image = { height: 0, width: 0, png: new Uint8Array() };
    value.into.images[value.tag] = pbf.readMessage((part, found, inner) => {
      if (part === 1) found.height = inner.readVarint();
      if (part === 2) found.width = inner.readVarint();
      if (part === 4) found.png = Uint8Array.from(inner.readBytes());
    }, image);
  }
}

const plane = (values: number[]) => ({ height: 1, width: 2, channels: 1, data: Float32Array.from(values) });
const log = {} as never;
const scores = { pixelError: 0.125, cells: { vRand: 0.75, vInfo: Number.NaN } } as unknown as RunScores;
const session: RunEvent[] = [
  { kind: 'ready', step: 10, restored: true, log },
  {
    kind: 'step',
    report: { step: 11, epoch: 0, loss: 0.5, learningRate: 0.25, seconds: 2, waitSeconds: 1 },
    log,
  },
  {
    kind: 'preview',
    preview: {
      step: 11,
      name: 'slice',
      image: plane([0, 1]),
      truth: { height: 1, width: 2, data: Int32Array.of(1, 0) },
      probability: plane([0.5, 0.25]),
      pixelError: 0.5,
      alarm: undefined,
    },
    log,
  },
  { kind: 'scored', run: { step: 12 } as never, scores, evaluation: {} as never, alarms: [] },
];

test('a session becomes a file that says what happened', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'tensorboard-')), 'events');
  const listener = tensorBoardListener(folder);
  for (const event of session) await listener(event);
  const [name, ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  expect(name).toMatch(/^events\.out\.tfevents\.\d{10}\./);
  const [version, start, step, picture, error, final, ...rest] = readEvents(readFileSync(join(folder, name!)));
  expect(rest).toEqual([]);
  expect(version!.version).toBe('brain.Event:2');
  expect(start).toMatchObject({ step: 11, started: true });
  expect(step).toMatchObject({
    step: 11,
    scalars: { loss: 0.5, 'learning rate': 0.25, 'seconds/step': 2, 'seconds/waiting for samples': 1 },
  });
  const [image] = Object.values(picture!.images);
  expect(image).toMatchObject({ height: 1, width: 6 });
  expect(Buffer.from(image!.png).toString('latin1', 1, 4)).toBe('PNG');
  expect(error!.scalars).toEqual({ 'held-out/pixel error of the first slice': 0.5 });
  expect(final).toMatchObject({ step: 12, scalars: { 'held-out/pixel error': 0.125, 'held-out/V-Rand': 0.75 } });
  expect(Object.keys(final!.scalars)).toHaveLength(2);
});
