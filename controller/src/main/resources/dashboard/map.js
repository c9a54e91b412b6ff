// The map: switches at their places, each direction of a link as a curve of its own.

import { place, switchOf } from './names.js';
import { percent, svg } from './text.js';

// Never by colour alone: each class also has a width, and the share stands beside the busier direction.
export const CLASSES = [
  { below: 0.25, colour: 'var(--u0)', width: 2.5, text: 'below 25 %' },
  { below: 0.5, colour: 'var(--u1)', width: 3.5, text: '25 to 50 %' },
  { below: 0.7, colour: 'var(--u2)', width: 4.8, text: '50 to 70 %' },
  { below: 0.9, colour: 'var(--u3)', width: 6.2, text: '70 to 90 %' },
  { below: Infinity, colour: 'var(--u4)', width: 7.8, text: '90 % or more' },
];

const MARGIN = 52;
const classOf = (share) => CLASSES.find((c) => (share ?? 0) < c.below);

/** Mercator; the north is up. */
function mercator(node) {
  const latitude = (Math.max(-80, Math.min(80, node.latitude)) * Math.PI) / 180;
  return [(node.longitude * Math.PI) / 180, -Math.log(Math.tan(Math.PI / 4 + latitude / 2))];
}

/** Places in [0, 1) for all nodes: by their coordinates, or on a circle where they have none. */
function layout(nodes) {
  if (nodes.length > 0 && nodes.every((node) => node.longitude !== null)) {
    return new Map(nodes.map((node) => [node.id, mercator(node)]));
  }
  return new Map(nodes.map((node, i) => {
    const angle = (2 * Math.PI * i) / nodes.length - Math.PI / 2;
    return [node.id, [Math.cos(angle) * 1.6, Math.sin(angle)]];
  }));
}

/** Stretches the places over the drawing, both axes alike. */
function fitted(places, width, height) {
  const xs = [...places.values()].map(([x]) => x);
  const ys = [...places.values()].map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((width - 2 * MARGIN) / (right - left || 1), (height - 2 * MARGIN) / (bottom - top || 1));
  const shiftX = (width - scale * (left + right)) / 2;
  const shiftY = (height - scale * (top + bottom)) / 2;
  return { project: ([x, y]) => [x * scale + shiftX, y * scale + shiftY], scale };
}

function graticule(root, project, width, height, byPlace) {
  if (!byPlace) return;
  const every = 5;
  const paths = [];
  for (let longitude = -180; longitude <= 180; longitude += every) {
    const [x] = project(mercator({ longitude, latitude: 0 }));
    if (x >= 0 && x <= width) paths.push(`M${x} 0V${height}`);
  }
  for (let latitude = -75; latitude <= 75; latitude += every) {
    const [, y] = project(mercator({ longitude: 0, latitude }));
    if (y >= 0 && y <= height) paths.push(`M0 ${y}H${width}`);
  }
  root.append(svg('path', { class: 'grid', d: paths.join('') }));
}

// Nearer to the source than the middle, so that the two directions' figures do not meet.
const at = (from, bend, to) => 0.36 * from + 0.48 * bend + 0.16 * to;

/** Directions of one cable bend apart, each to its right. */
function curve([x1, y1], [x2, y2], lane) {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const bend = Math.min(16, 5 + length * 0.05) * (1 + lane);
  const [mx, my] = [(x1 + x2) / 2 - ((y2 - y1) / length) * bend, (y1 + y2) / 2 + ((x2 - x1) / length) * bend];
  return { d: `M${x1} ${y1}Q${mx} ${my} ${x2} ${y2}`, label: [at(x1, mx, x2), at(y1, my, y2)] };
}

function labelSide(node, spots, width) {
  const [x, y] = spots.get(node.id);
  const beside = [...spots].some(([id, [ox, oy]]) => id !== node.id && ox > x && ox - x < 95 && Math.abs(oy - y) < 26);
  return beside || x > width - 80 ? { x: -12, anchor: 'end' } : { x: 12, anchor: 'start' };
}

export function drawMap(root, topology, { chosen, path, choose, foreseen }) {
  const width = root.clientWidth || 800;
  const height = root.clientHeight || 400;
  root.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const places = layout(topology.nodes);
  const { project } = fitted(places, width, height);
  const spots = new Map([...places].map(([id, place]) => [id, project(place)]));
  const drawn = document.createDocumentFragment();
  graticule(drawn, project, width, height, topology.nodes.every((node) => node.longitude !== null));
  // A small drawing has room for the figures that matter most only.
  const figuresFrom = width < 600 ? 0.7 : 0.5;
  const shares = [];
  const lanes = new Map();
  const halos = [];
  for (const link of topology.links) {
    const [from, to] = [switchOf(link.source), switchOf(link.target)];
    if (!spots.has(from) || !spots.has(to)) continue;
    const lane = lanes.get(`${from}>${to}`) ?? 0;
    lanes.set(`${from}>${to}`, lane + 1);
    const { d, label } = curve(spots.get(from), spots.get(to), lane);
    const look = classOf(link.utilisation);
    const classes = ['link', link.up ? '' : 'down', path.has(link.id) ? 'onpath' : '', chosen === link.id ? 'chosen' : ''];
    const ahead = link.up ? foreseen.get(link.id) ?? null : null;
    if (ahead !== null) {
      halos.push(svg('path', { class: 'foreseen', d, stroke: classOf(ahead).colour, 'stroke-width': classOf(ahead).width + 9 }));
    }
    const text = `${place(link.source)} → ${place(link.target)}: ${link.up ? percent(link.utilisation) : 'down'}${ahead === null ? '' : `, foreseen up to ${percent(ahead)} in 30 min`}`;
    drawn.append(svg('path', {
      class: classes.join(' '), 'data-link': link.id, d, stroke: look.colour, 'stroke-width': look.width, onclick: () => choose(link.id),
    }, svg('title', {}, text)));
    const [[x1, y1], [x2, y2]] = [spots.get(from), spots.get(to)];
    const hasRoom = Math.hypot(x2 - x1, y2 - y1) >= 55;
    const isSecond = lanes.has(`${to}>${from}`);
    if (!link.up && !isSecond) shares.push(svg('text', { class: 'share down', x: label[0], y: label[1] + 4 }, 'down'));
    else if (link.up && hasRoom && Math.max(link.utilisation ?? 0, ahead ?? 0) >= figuresFrom) {
      const grows = ahead !== null && classOf(ahead).below > classOf(link.utilisation).below;
      shares.push(svg('text', { class: 'share', x: label[0], y: label[1] + 4 }, percent(link.utilisation) + (grows ? ` ↗ ${percent(ahead)}` : '')));
    }
  }
  drawn.prepend(...halos);
  drawn.append(...shares);
  for (const node of topology.nodes) {
    const [x, y] = spots.get(node.id);
    const side = labelSide(node, spots, width);
    const classes = ['node', node.connected ? '' : 'lost', chosen === node.id ? 'chosen' : ''];
    drawn.append(svg('g', { class: classes.join(' '), transform: `translate(${x} ${y})`, onclick: () => choose(node.id) },
      svg('circle', { r: 7 }),
      svg('text', { x: side.x, y: 4, 'text-anchor': side.anchor }, node.name + (node.connected ? '' : ' (lost)'))));
  }
  root.replaceChildren(drawn);
}
