import type { Random } from '@unet/tensor/arrays';
import { Delaunay, type Voronoi } from 'd3-delaunay';
import { latticeNoise } from './lattice-noise.ts';

/** A division of the plane into cells: each is the union of one to three Voronoi polygons. */
export interface Tessellation {
  /** Finds the Voronoi polygon of a point; the last answer as `hint` makes it fast. */
  findSite(x: number, y: number, hint: number): number;
  /** Cell of each Voronoi polygon. */
  readonly cellOfSite: Int32Array;
  /** Number of cells. */
  readonly cells: number;
  /** Walls of cell `i`: the segments `x0, y0, x1, y1` that part it from other cells. */
  readonly walls: readonly Float64Array[];
}

/** Share of the polygons that are joined to a neighbour. Neurites are not convex, and their sizes differ. */
const joinedShare = 0.3;
/** More would make cells that wind around others. */
const mostSitesPerCell = 3;
const relaxations = 2;

/**
 * Draws a tessellation that covers `height` x `width` pixels and a margin around them, so that the border cuts cells as a
 * field of view does. Sites are drawn with a density that varies over the slice, relaxed towards the centroids of
 * their polygons (Lloyd 1982), and some of the polygons are joined.
 */
export function drawTessellation(height: number, width: number, cellDiameter: number, random: Random): Tessellation {
  const margin = 3 * cellDiameter;
  const siteSpacing = cellDiameter * Math.sqrt(1 - joinedShare);
  const bounds: Bounds = [-margin, -margin, width + margin, height + margin];
  let delaunay = new Delaunay(drawSites(bounds, siteSpacing, random.fork('sites')));
  for (let step = 0; step < relaxations; step++) delaunay = new Delaunay(centroids(delaunay.voronoi(bounds)));
  const edges = sharedEdges(delaunay);
  const cellOfSite = joinSites(delaunay.points.length / 2, edges, random.fork('join'));
  const cells = cellOfSite.reduce((most, cell) => Math.max(most, cell + 1), 0);
  return {
    findSite: (x, y, hint) => delaunay.find(x, y, hint),
    cellOfSite,
    cells,
    walls: wallsOf(cells, cellOfSite, edges),
  };
}

type Bounds = [left: number, top: number, right: number, bottom: number];

/** A Voronoi edge: the two sites that it parts, and its ends. */
interface Edge {
  readonly sites: readonly [number, number];
  readonly ends: readonly [number, number, number, number];
  readonly squaredLength: number;
}

/** As many sites as the area holds, denser where a smooth random surface is high: small cells come in groups. */
function drawSites([left, top, right, bottom]: Bounds, spacing: number, random: Random): Float64Array {
  const height = bottom - top;
  const width = right - left;
  const density = latticeNoise(Math.ceil(height), Math.ceil(width), 2 * spacing, random.fork('density'));
  const count = Math.round((height * width) / (spacing * spacing));
  const points = new Float64Array(2 * count);
  for (let site = 0; site < count; ) {
    const x = random.uniform(0, width);
    const y = random.uniform(0, height);
    const value = density.data[Math.floor(y) * density.width + Math.floor(x)]!;
    if (random.uniform(0, 2) > 1 + value) continue;
    points[2 * site] = left + x;
    points[2 * site + 1] = top + y;
    site++;
  }
  return points;
}

/** Centroid of each polygon, by the shoelace formula; a polygon outside the bounds keeps its site. */
function centroids(voronoi: Voronoi<Delaunay.Point>): Float64Array {
  const points = Float64Array.from(voronoi.delaunay.points);
  for (let site = 0; site < points.length / 2; site++) {
    const polygon = voronoi.cellPolygon(site);
    if (!polygon) continue;
    let area = 0;
    let x = 0;
    let y = 0;
    for (let index = 1; index < polygon.length; index++) {
      const [x0, y0] = polygon[index - 1]!;
      const [x1, y1] = polygon[index]!;
      const cross = x0 * y1 - x1 * y0;
      area += cross;
      x += (x0 + x1) * cross;
      y += (y0 + y1) * cross;
    }
    if (area === 0) continue;
    points[2 * site] = x / (3 * area);
    points[2 * site + 1] = y / (3 * area);
  }
  return points;
}

/** Every finite Voronoi edge. Those of the outermost polygons that go to infinity lie in the margin and are left out. */
function sharedEdges(delaunay: Delaunay<Delaunay.Point>): Edge[] {
  const { triangles, halfedges } = delaunay;
  const { circumcenters } = delaunay.voronoi();
  const edges: Edge[] = [];
  for (let half = 0; half < halfedges.length; half++) {
    const twin = halfedges[half]!;
    if (twin < half) continue;
    const from = 2 * Math.floor(half / 3);
    const to = 2 * Math.floor(twin / 3);
    const ends = [circumcenters[from]!, circumcenters[from + 1]!, circumcenters[to]!, circumcenters[to + 1]!] as const;
    const [x0, y0, x1, y1] = ends;
    const squaredLength = (x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0);
    edges.push({ sites: [triangles[half]!, triangles[twin]!], ends, squaredLength });
  }
  return edges;
}

/** Joins some sites to the neighbour across their longest edge, and numbers the cells in the order of their first site. */
function joinSites(count: number, edges: readonly Edge[], random: Random): Int32Array {
  const longest: (Edge | undefined)[] = new Array(count).fill(undefined);
  for (const edge of edges) {
    for (const site of edge.sites) {
      if (edge.squaredLength > (longest[site]?.squaredLength ?? 0)) longest[site] = edge;
    }
  }
  const groups: number[][] = Array.from({ length: count }, (_, site) => [site]);
  for (let site = 0; site < count; site++) {
    const joins = random.uniform() < joinedShare;
    const edge = longest[site];
    if (!joins || edge === undefined) continue;
    const [one, other] = edge.sites.map((end) => groups[end]!) as [number[], number[]];
    if (one === other || one.length + other.length > mostSitesPerCell) continue;
    const union = [...one, ...other];
    for (const member of union) groups[member] = union;
  }
  const numbers = new Map<number[], number>();
  return Int32Array.from(groups, (group) => {
    const number = numbers.get(group) ?? numbers.size;
    numbers.set(group, number);
    return number;
  });
}

function wallsOf(cells: number, cellOfSite: Int32Array, edges: readonly Edge[]): Float64Array[] {
  const segments: number[][] = Array.from({ length: cells }, () => []);
  for (const { sites, ends } of edges) {
    const [one, other] = [cellOfSite[sites[0]]!, cellOfSite[sites[1]]!];
    if (one === other) continue;
    segments[one]!.push(...ends);
    segments[other]!.push(...ends);
  }
  return segments.map((list) => Float64Array.from(list));
}
