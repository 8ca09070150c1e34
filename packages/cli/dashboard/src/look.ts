/** How the lines of one run look: a colour that the colour-blind tell from the others, and dashes for who sees none. */
export interface Look {
  readonly color: string;
  readonly dash: readonly number[];
}

/** Of Okabe and Ito's palette, darker or lighter as the surface wants it. */
const light = ['#0072b2', '#c4500a', '#00795a', '#a3478b', '#8a6d00', '#2f7fb8', '#444b54'];
const dark = ['#63b3f0', '#ff9d5c', '#3fd0a4', '#e79bd0', '#f0d25a', '#9ad7ff', '#c9d1d9'];
const dashes: readonly (readonly number[])[] = [[], [8, 4], [3, 3], [10, 3, 2, 3]];

export function lookOf(index: number, isDark: boolean): Look {
  const colors = isDark ? dark : light;
  const round = Math.floor(index / colors.length);
  return { color: colors[index % colors.length]!, dash: dashes[(index + round) % dashes.length]! };
}
