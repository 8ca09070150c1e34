import { scaleLinear } from 'd3-scale';

/** A value that an axis names. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** About `count` round values between the ends of the domain. */
export function linearTicks(domain: readonly [number, number], count: number): Tick[] {
  const scale = scaleLinear().domain(domain);
  const format = scale.tickFormat(count);
  return scale.ticks(count).map((value) => ({ value, label: format(value) }));
}

/**
 * At most about `count` powers of ten, or their multiples by 1, 2 and 5 or by all digits if there is room for them; round values where the
 * domain is too short for that.
 */
export function logTicks(domain: readonly [number, number], count: number): Tick[] {
  const powers = multiples(domain, [1]);
  const candidates = [multiples(domain, [1, 2, 3, 4, 5, 6, 7, 8, 9]), multiples(domain, [1, 2, 5])];
  const roomy = candidates.find((values) => values.length >= 2 && values.length <= count);
  if (roomy === undefined && powers.length < 2) return linearTicks(domain, count);
  const step = Math.ceil(powers.length / count);
  const values = roomy ?? powers.filter((_, index) => index % step === 0);
  return values.map((value) => ({ value, label: formatPower(value) }));
}

/** A number with at most three digits; very small and very large ones as a multiple of a power of ten. */
export function formatPower(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-2 && size < 1e5)) return String(Number(value.toPrecision(3))).replace('-', '−');
  const [digits = '', exponent = ''] = Number(value.toPrecision(3)).toExponential().split('e');
  const power = `10${Number(exponent)
    .toString()
    .replace(/./g, (character) => superscripts[character]!)}`;
  if (digits === '1') return power;
  return `${digits.replace('-', '−')}·${power}`;
}

const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

function multiples([low, high]: readonly [number, number], digits: readonly number[]): number[] {
  const values: number[] = [];
  for (let exponent = Math.floor(Math.log10(low)); exponent <= Math.ceil(Math.log10(high)); exponent++) {
    // Read from text: 3 * 0.1 is not 0.3.
    values.push(...digits.map((digit) => Number(`${digit}e${exponent}`)));
  }
  return values.filter((value) => value >= low && value <= high);
}
