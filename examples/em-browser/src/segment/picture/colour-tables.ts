/** 256 colours, red, green, blue and opacity from 0 to 255 each. Colour 0 is that of pixels outside of cells. */
export type ColourTable = Uint8Array;

/** Ten of the 256 colours of viridis (Smith and van der Walt 2015), evenly spaced: dark violet 0, green, yellow 1. */
export const viridis: readonly string[] = [
  '#440154',
  '#482878',
  '#3e4989',
  '#31688e',
  '#26828e',
  '#1f9e89',
  '#35b779',
  '#6ece58',
  '#b5de2b',
  '#fde725',
];

/** Colour n is that of the probability n / 255. */
export const probabilityColours: ColourTable = table((index) => {
  const place = (index / 255) * (viridis.length - 1);
  const below = Math.min(Math.floor(place), viridis.length - 2);
  const [low, high] = [rgb(viridis[below]!), rgb(viridis[below + 1]!)];
  return low.map((value, channel) => value + (place - below) * (high[channel]! - value));
});

/** Everything that is not 0 in one colour: the sky blue of Okabe and Ito (2008), told from grey by all. */
export const maskColours: ColourTable = table((index) => (index === 0 ? undefined : rgb('#56b4e9')));

/** The same in yellow, for lines. */
export const outlineColours: ColourTable = table((index) => (index === 0 ? undefined : rgb('#ffe100')));

/** Hues that differ most from one number to the next: each a golden angle further, in three lightnesses. */
export const cellColours: ColourTable = table((index) =>
  index === 0 ? undefined : hsl((index * 137.508) % 360, 0.75, [0.55, 0.68, 0.45][index % 3]!),
);

function table(colourOf: (index: number) => readonly number[] | undefined): ColourTable {
  const colours = new Uint8Array(4 * 256);
  for (let index = 0; index < 256; index++) {
    const colour = colourOf(index);
    if (colour !== undefined) colours.set([...colour.map(Math.round), 255], 4 * index);
  }
  return colours;
}

function rgb(hex: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}

/** Hue in degrees, saturation and lightness from 0 to 1 (CSS Color 4, section 7.1). */
function hsl(hue: number, saturation: number, lightness: number): number[] {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((offset) => {
    const k = (offset + hue / 30) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  });
}
