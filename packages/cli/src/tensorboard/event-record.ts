import { PbfWriter } from 'pbf';
import { maskedCrc } from './masked-crc.ts';

/** A picture of a summary. */
export interface SummaryImage {
  readonly height: number;
  readonly width: number;
  readonly png: Uint8Array;
}

/** What one record of an event file says. */
export type TensorBoardEvent =
  /** The first record of every file. */
  | { readonly kind: 'version' }
  /** From here on the run goes on after this step: what another file says of later steps is void. */
  | { readonly kind: 'start'; readonly step: number }
  | { readonly kind: 'scalars'; readonly step: number; readonly values: Readonly<Record<string, number>> }
  | { readonly kind: 'images'; readonly step: number; readonly images: Readonly<Record<string, SummaryImage>> };

// Numbers of fields and words of enumerations: tensorflow/core/util/event.proto and tensorflow/core/framework/summary.proto.
const EVENT = { wallTime: 1, step: 2, fileVersion: 3, summary: 5, sessionLog: 7 };
const SESSION_LOG = { status: 1, start: 1 };
const SUMMARY = { value: 1 };
const VALUE = { tag: 1, simpleValue: 2, image: 4 };
const IMAGE = { height: 1, width: 2, colourSpace: 3, encoded: 4 };
const RGB = 3;

/**
 * One record of an event file, framed as a TFRecord: length, its checksum, the event, its checksum.
 * @param seconds since 1970
 */
export function eventRecord(event: TensorBoardEvent, seconds: number): Uint8Array {
  const data = encodeEvent(event, seconds);
  const record = new Uint8Array(data.length + 16);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc(record.subarray(0, 8)), true);
  record.set(data, 12);
  view.setUint32(12 + data.length, maskedCrc(data), true);
  return record;
}

function encodeEvent(event: TensorBoardEvent, seconds: number): Uint8Array {
  const writer = new PbfWriter();
  writer.writeDoubleField(EVENT.wallTime, seconds);
  if ('step' in event) writer.writeVarintField(EVENT.step, event.step);
  switch (event.kind) {
    case 'version':
      writer.writeStringField(EVENT.fileVersion, 'brain.Event:2');
      break;
    case 'start':
      writer.writeMessage(EVENT.sessionLog, (_, log) => log.writeVarintField(SESSION_LOG.status, SESSION_LOG.start), 0);
      break;
    case 'scalars':
      writer.writeMessage(EVENT.summary, writeScalars, event.values);
      break;
    case 'images':
      writer.writeMessage(EVENT.summary, writeImages, event.images);
      break;
  }
  return writer.finish();
}

function writeScalars(values: Readonly<Record<string, number>>, summary: PbfWriter): void {
  for (const [tag, number] of Object.entries(values)) {
    const write = (_: undefined, value: PbfWriter): void => {
      value.writeStringField(VALUE.tag, tag);
      value.writeFloatField(VALUE.simpleValue, number);
    };
    summary.writeMessage(SUMMARY.value, write, undefined);
  }
}

function writeImages(images: Readonly<Record<string, SummaryImage>>, summary: PbfWriter): void {
  for (const [tag, image] of Object.entries(images)) {
    const write = (_: undefined, value: PbfWriter): void => {
      value.writeStringField(VALUE.tag, tag);
      value.writeMessage(VALUE.image, writeImage, image);
    };
    summary.writeMessage(SUMMARY.value, write, undefined);
  }
}

function writeImage({ height, width, png }: SummaryImage, image: PbfWriter): void {
  image.writeVarintField(IMAGE.height, height);
  image.writeVarintField(IMAGE.width, width);
  image.writeVarintField(IMAGE.colourSpace, RGB);
  image.writeBytesField(IMAGE.encoded, png);
}
