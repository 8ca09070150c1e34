/** A piece of SVG, ready to be put inside another; text in it is escaped already. */
export type Svg = string;

/** Values of attributes; numbers are written with at most two decimals, `undefined` is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An SVG element around its children. */
export function element(name: string, attributes: Attributes, ...children: readonly Svg[]): Svg {
  let tag = name;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined)
      tag += ` ${key}="${typeof value === 'number' ? formatCoordinate(value) : escapeXml(value)}"`;
  }
  return children.length === 0 ? `<${tag}/>` : `<${tag}>${children.join('')}</${name}>`;
}

/** Makes any text safe inside elements and attributes; characters that XML 1.0 forbids become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(forbidden, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

// Control characters other than tab and line ends, the two non-characters, and halves of surrogate pairs.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu;

/** A coordinate in pixels, to a hundredth: finer is not seen and makes long files. */
export function formatCoordinate(value: number): string {
  // Adding 0 turns -0 into 0.
  return String(Math.round(value * 100) / 100 + 0);
}
