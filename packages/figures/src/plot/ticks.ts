import { scaleLinear, scaleLog } from 'd3-scale';

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

/** At most about `count` values 1, 2, 5 or 1 times powers of ten; round values where the domain is too short for that. */
export function logTicks(domain: readonly [number, number], count: number): Tick[] {
  const all = scaleLog().domain(domain).ticks(count);
  for (const digits of [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1]]) {
    const kept = all.filter((value) => digits.includes(leadingDigit(value)));
    if (kept.length >= 2 && kept.length <= count) return kept.map((value) => ({ value, label: formatPower(value) }));
  }
  return linearTicks(domain, count);
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

function leadingDigit(value: number): number {
  return Number(value.toExponential(6)[0]);
}
