/** Arimo has the widths of Arial and Liberation Sans: whichever a viewer has, the layout holds. */
export const fontFamily = "Arimo, Arial, Helvetica, 'Liberation Sans', sans-serif";

/** Sizes of text, pixels of a figure that is about 1000 wide. */
export const fontSize = { title: 18, heading: 14, label: 13, tick: 12 } as const;

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

/** Space around a figure and between its parts, pixels. */
export const space = { outer: 24, gap: 20, tick: 5 } as const;
