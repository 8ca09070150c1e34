import { pixel, readPng } from './read-png.ts';

/** An element of a parsed SVG. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  /** Text directly inside, entities resolved. */
  readonly text: string;
}

const tag = /<(\/?)([A-Za-z]+)((?:\s+[A-Za-z][A-Za-z0-9:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

/** Parses what the figures write, strictly: throws for unbalanced tags, bare `<` and `&`, or characters that XML forbids. */
export function parseSvg(svg: string): Node {
  const root = { name: '', attributes: {}, children: [] as Node[], text: '' };
  const open = [root];
  let end = 0;
  tag.lastIndex = 0;
  for (let match = tag.exec(svg); match !== null; match = tag.exec(svg)) {
    end = tag.lastIndex;
    const [, closing, name = '', attributes = '', empty, text] = match;
    const parent = open.at(-1)!;
    if (text !== undefined) {
      parent.text += unescapeXml(text);
    } else if (closing) {
      if (open.pop()!.name !== name) throw new Error(`</${name}> closes nothing at ${match.index}`);
    } else {
      const node = { name, attributes: parseAttributes(attributes), children: [], text: '' };
      parent.children.push(node);
      if (!empty) open.push(node);
    }
  }
  if (end !== svg.length) throw new Error(`not well formed at ${end}: ${svg.slice(end, end + 60)}`);
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one balanced element');
  return root.children[0]!;
}

/** All elements of a name, in the order of the document. */
export function all(node: Node, name: string): Node[] {
  return [...(node.name === name ? [node] : []), ...node.children.flatMap((child) => all(child, name))];
}

/** The numbers of an element's attributes, by name. */
export function numbers<Name extends string>(node: Node, ...names: Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, Number(node.attributes[name])])) as Record<Name, number>;
}

/** The points of a polyline. */
export function pointsOf(polyline: Node): [number, number][] {
  return polyline.attributes.points!.split(' ').map((point) => point.split(',').map(Number) as [number, number]);
}

/** The content of all texts. */
export function texts(node: Node): string[] {
  return all(node, 'text').map((text) => text.text);
}

/** The picture that an `<image>` carries, as a function that reads a pixel as [red, green, blue]. */
export function pixelsOf(image: Node): {
  height: number;
  width: number;
  at: (row: number, column: number) => number[];
} {
  const [head, base64] = image.attributes.href!.split(',');
  if (head !== 'data:image/png;base64') throw new Error(`not embedded: ${head}`);
  const picture = readPng(Uint8Array.from(atob(base64!), (c) => c.charCodeAt(0)));
  const at = (row: number, column: number): number[] => {
    const [red = 0, green = red, blue = red] = pixel(picture, row, column);
    return [red, green, blue];
  };
  return { height: picture.height, width: picture.width, at };
}

function parseAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name, value] of source.matchAll(/([A-Za-z][A-Za-z0-9:-]*)="([^"]*)"/g)) {
    if (name! in attributes) throw new Error(`${name} twice`);
    attributes[name!] = unescapeXml(value!);
  }
  return attributes;
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

function unescapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/u.test(text)) throw new Error('forbidden character');
  return text.replace(/&[^;]*;?/g, (entity) => {
    const character = entities[entity];
    if (character === undefined) throw new Error(`bare &: ${entity}`);
    return character;
  });
}
