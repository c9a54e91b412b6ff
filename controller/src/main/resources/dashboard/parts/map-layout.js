// Where things are on the map: switches at their places on the globe, or by the forces of their
// links where they have none; each direction of a link as a curve of its own.

import { switchOf } from '../core/names.js';

const d3 = globalThis.d3;
const MARGIN = 56;
const PASSES = 300;

export const hasPlaces = (topology) => topology.nodes.length > 0 && topology.nodes.every((node) => node.longitude !== null);

/** A projection that shows all nodes in the drawing. */
function projected(topology, width, height) {
  const places = topology.nodes.map((node) => [node.longitude, node.latitude]);
  const projection = d3.geoMercator();
  const margin = Math.min(MARGIN, width / 8, height / 8);
  projection.fitExtent(
    [
      [margin, margin],
      [width - margin, height - margin],
    ],
    { type: 'MultiPoint', coordinates: places },
  );
  if (places.length < 2) projection.scale(1000);
  return projection;
}

/** Nodes without places: pushed apart, held together by links; the same each time. */
function byForces(topology, width, height) {
  const nodes = topology.nodes.map((node) => ({ id: node.id }));
  const links = topology.links.map((link) => ({ source: switchOf(link.source), target: switchOf(link.target) }));
  const known = new Set(nodes.map((node) => node.id));
  d3.forceSimulation(nodes)
    .force(
      'links',
      d3
        .forceLink(links.filter((l) => known.has(l.source) && known.has(l.target)))
        .id((node) => node.id)
        .distance(40),
    )
    .force('apart', d3.forceManyBody().strength(-90).distanceMax(400))
    .force('middle', d3.forceCenter(0, 0))
    .stop()
    .tick(nodes.length > 200 ? PASSES / 3 : PASSES);
  const [left, right] = d3.extent(nodes, (node) => node.x);
  const [top, bottom] = d3.extent(nodes, (node) => node.y);
  const scale = Math.min((width - 2 * MARGIN) / (right - left || 1), (height - 2 * MARGIN) / (bottom - top || 1));
  return new Map(
    nodes.map((node) => [node.id, [width / 2 + (node.x - (left + right) / 2) * scale, height / 2 + (node.y - (top + bottom) / 2) * scale]]),
  );
}

/** So many links that a drawing of them is a texture. */
export const dense = (topology) => topology.links.length > 600;

/** Directions of one cable lie beside each other, each to its right: thousands of bends would be a tangle. */
function straight([x1, y1], [x2, y2], lane) {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const aside = 1.6 * (1 + lane);
  const [dx, dy] = [((y1 - y2) / length) * aside, ((x2 - x1) / length) * aside];
  const at = (t) => [x1 + dx + t * (x2 - x1), y1 + dy + t * (y2 - y1)];
  const [from, to] = [at(0), at(1)];
  return { x1: from[0], y1: from[1], x2: to[0], y2: to[1], straight: true, label: at(0.36), middle: at(0.5), points: [0.15, 0.45, 0.75].map(at), length };
}

/** Directions of one cable bend apart, each to its right. */
function curve([x1, y1], [x2, y2], lane) {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const bend = Math.min(16, 5 + length * 0.05) * (1 + lane);
  const [bx, by] = [(x1 + x2) / 2 - ((y2 - y1) / length) * bend, (y1 + y2) / 2 + ((x2 - x1) / length) * bend];
  const at = (t) => [(1 - t) ** 2 * x1 + 2 * t * (1 - t) * bx + t * t * x2, (1 - t) ** 2 * y1 + 2 * t * (1 - t) * by + t * t * y2];
  // The figure is nearer to the source than the middle, so that those of two directions do not meet.
  return { x1, y1, bx, by, x2, y2, label: at(0.36), middle: at(0.5), points: [0.15, 0.3, 0.45, 0.6, 0.75].map(at), length };
}

/**
 * The layout of a network in a drawing of this size: `spots` of nodes, `curves` of links, and the
 * projection where it is a real map.
 */
export function layout(topology, width, height) {
  const projection = hasPlaces(topology) ? projected(topology, width, height) : null;
  const spots = projection
    ? new Map(topology.nodes.map((node) => [node.id, projection([node.longitude, node.latitude])]))
    : byForces(topology, width, height);
  const lanes = new Map();
  const draw = dense(topology) ? straight : curve;
  const curves = new Map();
  for (const link of topology.links) {
    const [from, to] = [switchOf(link.source), switchOf(link.target)];
    if (!spots.has(from) || !spots.has(to)) continue;
    const lane = lanes.get(`${from}>${to}`) ?? 0;
    lanes.set(`${from}>${to}`, lane + 1);
    curves.set(link.id, draw(spots.get(from), spots.get(to), lane));
  }
  return { spots, curves, projection };
}

/** Finds the element nearest to a point, nodes before links. */
export function nearest({ spots, curves }, [x, y], reach) {
  let best = null;
  let least = reach;
  for (const [id, [nx, ny]] of spots) {
    const distance = Math.hypot(nx - x, ny - y) - 5;
    if (distance < least) [best, least] = [{ kind: 'node', id }, distance];
  }
  if (best) return best;
  least = reach;
  for (const [id, { points }] of curves) {
    for (const [px, py] of points) {
      const distance = Math.hypot(px - x, py - y);
      if (distance < least) [best, least] = [{ kind: 'link', id }, distance];
    }
    for (let i = 1; i < points.length; i++) {
      const distance = toSegment([x, y], points[i - 1], points[i]);
      if (distance < least) [best, least] = [{ kind: 'link', id }, distance];
    }
  }
  return best;
}

function toSegment([x, y], [x1, y1], [x2, y2]) {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
  return Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1));
}
