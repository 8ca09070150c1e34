/** Arimo has the widths of Arial and Liberation Sans: whichever a viewer has, the layout holds. */
export const fontFamily = "Arimo, Arial, Helvetica, 'Liberation Sans', sans-serif";

/** Sizes of text, pixels. Figures are shown at about the width that they are drawn at, so that narrow ones have the same. */
export const fontSize = { title: 18, narrowTitle: 16, heading: 14, label: 13, tick: 12 } as const;

/** Colours of what is not data. */
export const ink = { text: '#1a1a1a', faint: '#5f6368', frame: '#9aa0a6', grid: '#e4e6e9', paper: '#ffffff' } as const;

/**
 * Colours of marks, from Okabe and Ito (2008), https://jfly.uni-koeln.de/color/: told apart by people of every colour vision.
 */
export const palette = {
  blue: '#0072b2',
  orange: '#e69f00',
  green: '#009e73',
  vermilion: '#d55e00',
  sky: '#56b4e9',
  purple: '#cc79a7',
  yellow: '#f0e442',
} as const;

/** The same as a list, for series that come one after the other. */
export const seriesColors: readonly string[] = [
  palette.blue,
  palette.vermilion,
  palette.green,
  palette.purple,
  palette.orange,
  palette.sky,
];

/** Space between the parts of a figure, pixels. */
export const space = { gap: 20, tick: 5 } as const;

/** Whether a figure of this width is for a phone: its panels then stand below each other, two in a row at most. */
export function isNarrow(width: number): boolean {
  return width < 600;
}

/** Space around a narrow figure, pixels: the least that there is around any. */
export const narrowSpace = 16;

/** Space around a figure, pixels. */
export function outerSpace(width: number): number {
  return isNarrow(width) ? narrowSpace : 24;
}
