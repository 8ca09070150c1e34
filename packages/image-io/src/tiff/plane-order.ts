import { parseXml, XmlElement } from '@rgrove/parse-xml';
import type { TiffPage } from './tiff-page.ts';

/** How the planes of a file make images of several channels. */
export interface PlaneOrder {
  /** Planes in all. */
  readonly planes: number;
  /** Channels of an image. */
  readonly channels: number;
  /** Which image and channel a plane is, by its place in the file. */
  readonly placeOf: (plane: number) => { readonly image: number; readonly channel: number };
  /** Whether planes behind the first one may have no directory of their own. */
  readonly isContiguous: boolean;
  /** Whether what a page calls its channels are slices of a stack. */
  readonly planarSlices: boolean;
}

/** An axis of a stack and its length; `c` are channels, the others tell images apart. */
interface Axis {
  readonly name: string;
  readonly length: number;
}

/**
 * What the description of a file's first page says of its planes: that of ImageJ, OME-XML or tifffile. Undefined where it says nothing, or nothing that
 * could be understood.
 */
export function planeOrder(description: string, first: TiffPage): PlaneOrder | undefined {
  const text = description.trim();
  if (text.startsWith('ImageJ=')) return imageJOrder(text);
  if (text.startsWith('<') && text.includes('OME')) return omeOrder(text, first);
  if (text.startsWith('{')) return tifffileOrder(text, first);
  return undefined;
}

/** Lines of `name=value`; channels change fastest, then slices, then frames. */
function imageJOrder(text: string): PlaneOrder | undefined {
  const values = new Map(text.split(/\r?\n/).map((line) => line.split('=', 2) as [string, string]));
  const length = (name: string): number => countOf(values.get(name) ?? '1') ?? 1;
  const axes = [
    { name: 'c', length: length('channels') },
    { name: 'z', length: length('slices') },
    { name: 't', length: length('frames') },
  ];
  const planes = planesOf(axes);
  const images = length('images');
  // Old stacks say how many images there are, and no more.
  if (planes !== images) return planes === 1 ? fastestFirst([{ name: 'z', length: images }], true) : undefined;
  return fastestFirst(axes, true);
}

/** The attributes of the first `Pixels`: XYCZT, say, whose axes from the third on change ever slower; `TiffData` that name their place count. */
function omeOrder(text: string, first: TiffPage): PlaneOrder | undefined {
  const pixels = elementOf(text, 'Pixels');
  if (pixels === undefined) return undefined;
  const { DimensionOrder = 'XYCZT', SizeC = '1', SizeZ = '1', SizeT = '1' } = pixels.attributes;
  const lengths: Record<string, number | undefined> = {
    // Channels that lie within a page are no planes.
    c: (countOf(SizeC) ?? 1) / first.samples,
    z: countOf(SizeZ),
    t: countOf(SizeT),
  };
  const axes = [...DimensionOrder.slice(2).toLowerCase()].map((name) => ({ name, length: lengths[name] ?? 0 }));
  if (axes.length !== 3 || axes.some(({ length }) => !Number.isInteger(length) || length < 1)) return undefined;
  const order = fastestFirst(axes, false);
  return movedPlanes(pixels, axes, order) ?? order;
}

/** The order where each plane says by itself which one it is. */
function movedPlanes(pixels: XmlElement, axes: readonly Axis[], order: PlaneOrder): PlaneOrder | undefined {
  const data = pixels.children.filter((child): child is XmlElement => isNamed(child, 'TiffData'));
  if (data.length !== order.planes) return undefined;
  const places = new Map<number, number>();
  for (const [index, { attributes }] of data.entries()) {
    const { IFD = String(index), FirstC = '0', FirstZ = '0', FirstT = '0' } = attributes;
    const firsts: Record<string, number> = { c: Number(FirstC), z: Number(FirstZ), t: Number(FirstT) };
    let plane = 0;
    for (const { name, length } of [...axes].reverse()) plane = plane * length + firsts[name]!;
    places.set(Number(IFD), plane);
  }
  const isWhole = new Set(places.values()).size === order.planes;
  const isInside = [...places].every((place) => place.every((number) => number >= 0 && number < order.planes));
  if (!isWhole || !isInside || places.size !== order.planes) return undefined;
  return { ...order, placeOf: (plane) => order.placeOf(places.get(plane)!) };
}

/** JSON with the shape of the array that was written, and its axes where the writer was told. */
function tifffileOrder(text: string, first: TiffPage): PlaneOrder | undefined {
  const { shape, axes, truncated } = jsonOf(text) as { shape?: unknown; axes?: unknown; truncated?: unknown };
  if (!Array.isArray(shape) || shape.length < 3 || shape.some((length) => countOf(length) === undefined))
    return undefined;
  const lengths = shape as number[];
  const { height, width, samples, segments } = first;
  if (typeof axes === 'string' && axes.length === lengths.length) {
    const outer = [...axes.toLowerCase()].map((name, index) => ({ name, length: lengths[index]! }));
    const planes = outer.filter(({ name }) => !'yxs'.includes(name)).reverse();
    return fastestFirst(planes, true);
  }
  const [planes, rows, columns] = lengths.slice(-3);
  // tifffile takes three or four slices of a stack for colours; colours that are meant come last in the shape.
  const isStack = samples > 1 && segments.samples === 1 && planes === samples && rows === height && columns === width;
  if (isStack) return { ...fastestFirst([{ name: 'z', length: planes }], true), planarSlices: true };
  // Only then planes behind the first have no directory.
  if (truncated !== true) return undefined;
  const outer = lengths.slice(0, samples > 1 ? -3 : -2);
  return fastestFirst([{ name: 'z', length: outer.reduce((product, length) => product * length, 1) }], true);
}

function fastestFirst(axes: readonly Axis[], isContiguous: boolean): PlaneOrder {
  const planes = planesOf(axes);
  const at = axes.findIndex(({ name }) => name === 'c');
  const channels = at < 0 ? 1 : axes[at]!.length;
  const faster = planesOf(axes.slice(0, Math.max(0, at)));
  const placeOf = (plane: number): { image: number; channel: number } => {
    const [inner, outer] = [plane % faster, Math.floor(plane / (faster * channels))];
    return { image: outer * faster + inner, channel: Math.floor(plane / faster) % channels };
  };
  return { planes, channels, placeOf, isContiguous, planarSlices: false };
}

function planesOf(axes: readonly Axis[]): number {
  return axes.reduce((product, { length }) => product * length, 1);
}

/** A positive integer, or undefined. */
function countOf(value: unknown): number | undefined {
  const count = Number(value);
  return Number.isSafeInteger(count) && count >= 1 ? count : undefined;
}

function jsonOf(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** The first element of a name, whatever its namespace; undefined where the text is no XML or has none. */
function elementOf(text: string, name: string): XmlElement | undefined {
  try {
    const waiting: unknown[] = [...parseXml(text).children];
    for (const node of waiting) {
      if (isNamed(node, name)) return node;
      if (node instanceof XmlElement) waiting.push(...node.children);
    }
  } catch {
    // What it would have said is missing then.
  }
  return undefined;
}

function isNamed(node: unknown, name: string): node is XmlElement {
  return node instanceof XmlElement && node.name.replace(/^.*:/, '') === name;
}
