import { describe, expect, test } from 'vitest';
import { eventRecord } from '../../src/tensorboard/event-record.ts';
import { crc32c, maskedCrc } from '../../src/tensorboard/masked-crc.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('checksums', () => {
  // RFC 3720, appendix B.4.
  test.each([
    [new Uint8Array(32), 0x8a9136aa],
    [new Uint8Array(32).fill(0xff), 0x62a8ab43],
    [Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
    [Uint8Array.from({ length: 32 }, (_, index) => 31 - index), 0x113fdb5c],
    [bytesOf('123456789'), 0xe3069283],
  ])('of %o is that of the standard', (bytes, crc) => {
    expect(crc32c(bytes)).toBe(crc);
  });

  test('are masked', () => {
    // (crc >>> 15 | crc << 17) + 0xa282ead8 of 0xe3069283.
    expect(maskedCrc(bytesOf('123456789'))).toBe((0x2507c60d + 0xa282ead8) >>> 0);
  });
});

describe('records are, byte for byte, those that TensorBoard 2.21 was seen to read:', () => {
  test.each([
    ['the version', { kind: 'version' }],
    ['the start of a session', { kind: 'start', step: 101 }],
    ['scalars', { kind: 'scalars', step: 300, values: { loss: 0.25, 'held-out/V-Rand': 0.9375 } }],
    ['images', { kind: 'images', step: 50, images: { slice: { height: 1, width: 2, png: bytesOf('PNG') } } }],
  ] as const)('%s', (_, event) => {
    expect(hex(eventRecord(event, 1_700_000_000.5))).toMatchSnapshot();
  });
});
