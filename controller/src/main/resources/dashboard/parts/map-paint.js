// Paints the map. Links are drawn class by class, so that the busy ones come on top.

import { switchOf } from '../core/names.js';
import { percent } from '../core/text.js';
import { dense } from './map-layout.js';

const d3 = globalThis.d3;

// Never by colour alone: each class also has a width, and a figure stands beside what is busy.
export const CLASSES = [
  { below: 0.25, name: 'u0', width: 1.8, text: 'below 25 %' },
  { below: 0.5, name: 'u1', width: 2.8, text: '25 to 50 %' },
  { below: 0.7, name: 'u2', width: 4.2, text: '50 to 70 %' },
  { below: 0.9, name: 'u3', width: 5.8, text: '70 to 90 %' },
  { below: Infinity, name: 'u4', width: 7.6, text: '90 % or more' },
];

export const LAYERS = {
  load: 'Load now',
  foreseen: 'Load foreseen',
  health: 'Health',
  twin: 'The twin',
};

export const classOf = (share) => CLASSES.find((c) => (share ?? 0) < c.below);

const DOWN = { name: 'down', width: 2.4, dash: [3, 5] };
const ILL = { name: 'warn', width: 4.5, dash: [10, 4] };
const WELL = { name: 'good', width: 2.2 };
const PLAIN = { name: 'u0', width: 1.8 };

/** Figures that fit beside each other where there are more. */
const MOST_FIGURES = 40;

/** What decides the look of a link on a layer: a class of load, or its health. */
function lookOf(link, { layer, foreseen, ill }) {
  if (!link.up) return DOWN;
  if (layer === 'health') return ill.has(link.id) ? ILL : WELL;
  if (layer === 'twin') return PLAIN;
  return classOf(layer === 'foreseen' ? (foreseen.get(link.id) ?? link.utilisation) : link.utilisation);
}

function trace(context, c) {
  context.moveTo(c.x1, c.y1);
  if (c.straight) context.lineTo(c.x2, c.y2);
  else context.quadraticCurveTo(c.bx, c.by, c.x2, c.y2);
}

/** Each by itself: one path of thousands that cross each other takes a browser many times as long. */
function stroke(context, curves, colour, width, dash = []) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dash);
  for (const c of curves) {
    context.beginPath();
    trace(context, c);
    context.stroke();
  }
  context.setLineDash([]);
}

function backdrop(context, { projection }, land, colours, zoom) {
  if (!projection || !land) return;
  const path = d3.geoPath(projection, context);
  const [ground, borders] = land.features;
  context.beginPath();
  path(ground);
  context.fillStyle = colours.land;
  context.fill();
  context.lineWidth = 0.8 / zoom;
  context.strokeStyle = colours.coast;
  context.stroke();
  context.beginPath();
  path(borders);
  context.setLineDash([2 / zoom, 2 / zoom]);
  context.stroke();
  context.setLineDash([]);
}

function text(context, words, x, y, colours, { align = 'center', colour = colours.text, weight = 600, size = 12 } = {}) {
  context.font = `${weight} ${size}px ${colours.font}`;
  context.textAlign = align;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = colours.panel;
  context.strokeText(words, x, y);
  context.fillStyle = colour;
  context.fillText(words, x, y);
}

function drawLinks(context, scene, k) {
  const { topology, places, colours, marks } = scene;
  const groups = new Map();
  const halos = new Map();
  for (const link of topology.links) {
    const c = places.curves.get(link.id);
    if (!c) continue;
    const look = lookOf(link, scene);
    if (!groups.has(look)) groups.set(look, []);
    groups.get(look).push(c);
    const ahead = scene.layer === 'load' && link.up ? scene.foreseen.get(link.id) : undefined;
    if (ahead !== undefined && classOf(ahead).below > classOf(link.utilisation).below) {
      const cls = classOf(ahead);
      if (!halos.has(cls)) halos.set(cls, []);
      halos.get(cls).push(c);
    }
  }
  context.globalAlpha = 0.28;
  for (const [cls, curves] of halos) stroke(context, curves, colours[cls.name], (cls.width + (dense(topology) ? 3 : 9)) / k);
  context.globalAlpha = 1;
  // Where there are thousands, broad ones would hide each other; those that are calm are hairlines,
  // which a browser draws several times as fast as anything broader.
  const isDense = dense(topology);
  const calm = CLASSES[1].width;
  const widthOf = ({ width }) => (!isDense ? width : width > calm ? 1 + (width - calm) * 0.3 : width / calm);
  const curvesOf = (ids) => [...ids].map((id) => places.curves.get(id)).filter(Boolean);
  if (marks.chosenLink) {
    stroke(context, curvesOf([marks.chosenLink]), colours.text, 17 / k);
    stroke(context, curvesOf([marks.chosenLink]), colours.panel, 13 / k);
  }
  // The busy ones come on top.
  [...groups]
    .sort(([a], [b]) => a.width - b.width)
    .forEach(([look, curves]) => {
      stroke(
        context,
        curves,
        colours[look.name],
        widthOf(look) / k,
        (look.dash ?? []).map((d) => d / k),
      );
    });
  if (marks.avoided.size) stroke(context, curvesOf(marks.avoided), colours.down, 4 / k, [2 / k, 6 / k]);
  if (marks.path.size) stroke(context, curvesOf(marks.path), colours.accent, 7 / k);
  arrows(context, marks.path, places, colours, k);
}

/** Which way a path goes. */
function arrows(context, path, { curves }, colours, k) {
  context.fillStyle = colours.panel;
  for (const id of path) {
    const c = curves.get(id);
    if (!c) continue;
    const angle = Math.atan2(c.y2 - c.y1, c.x2 - c.x1);
    context.save();
    context.translate(...c.middle);
    context.rotate(angle);
    context.scale(1 / k, 1 / k);
    context.beginPath();
    context.moveTo(4, 0);
    context.lineTo(-3, -3);
    context.lineTo(-3, 3);
    context.fill();
    context.restore();
  }
}

/** Whether there is room for these words at a place; takes it if so. */
function roomFor(taken, words, [x, y], size) {
  const [w, h] = [words.length * size * 0.31, size * 0.62];
  if (taken.some((t) => Math.abs(t.x - x) < t.w + w && Math.abs(t.y - y) < t.h + h)) return false;
  taken.push({ x, y, w, h });
  return true;
}

/** Figures where something is to be said, in the pixels of the screen; the busiest first. */
function drawFigures(context, scene, onScreen, taken) {
  const { topology, places, colours, k } = scene;
  const crowded = topology.links.length > 150;
  let figures = 0;
  const said = (words, c, look) => {
    if (figures >= MOST_FIGURES) return;
    const spot = [c.label, c.middle, c.points.at(-2)].map(onScreen).find((at) => roomFor(taken, words, at, 11.5));
    if (!spot) return;
    figures++;
    text(context, words, ...spot, colours, { size: 11.5, ...look });
  };
  const urgency = (l) => (l.up ? (scene.ill.has(l.id) ? 2 : (l.utilisation ?? 0)) : 3);
  for (const link of [...topology.links].sort((a, b) => urgency(b) - urgency(a))) {
    if (figures >= MOST_FIGURES) return;
    const c = places.curves.get(link.id);
    if (!c || c.length * k < 40) continue;
    if (!link.up) said('✕ down', c, { colour: colours.down });
    else if (scene.layer === 'health' && scene.ill.has(link.id)) said(`! ${scene.ill.get(link.id)}`, c, { colour: colours.warn });
    else if (scene.layer === 'load' || scene.layer === 'foreseen') {
      const ahead = scene.foreseen.get(link.id);
      const share = scene.layer === 'foreseen' ? (ahead ?? link.utilisation) : link.utilisation;
      const grows = scene.layer === 'load' && ahead !== undefined && classOf(ahead).below > classOf(link.utilisation).below;
      if ((share ?? 0) >= (crowded ? 0.9 : scene.width < 600 ? 0.7 : 0.5) || (grows && ahead >= 0.7)) {
        said(`${percent(share)}${grows ? ` ↗ ${percent(ahead)}` : ''}`, c, {});
      }
    }
  }
}

function drawNodes(context, scene, onScreen, taken) {
  const { topology, places, colours, marks, k } = scene;
  const crowded = topology.nodes.length > 60 && k < 2.2;
  const radius = topology.nodes.length > 200 ? 3.5 : 6.5;
  const named = [];
  for (const node of topology.nodes) {
    const [x, y] = onScreen(places.spots.get(node.id));
    const chosen = marks.chosenNode === node.id || marks.ends.has(node.id);
    context.beginPath();
    context.arc(x, y, chosen ? radius + 2 : radius, 0, 2 * Math.PI);
    context.fillStyle = chosen ? colours.accent : colours.panel;
    context.fill();
    context.lineWidth = 2.4;
    context.strokeStyle = node.connected ? colours.text : colours.down;
    context.setLineDash(node.connected ? [] : [3, 3]);
    context.stroke();
    context.setLineDash([]);
    taken.push({ x, y, w: radius + 3, h: radius + 3 });
    if (crowded && !chosen && node.connected) continue;
    named.push({ node, x, y, must: chosen || !node.connected });
  }
  // Where names would cover each other, those that matter come first, and others stay away.
  named.sort((a, b) => b.must - a.must);
  const size = scene.width < 600 ? 11 : 12.5;
  for (const { node, x, y, must } of named) {
    const name = node.connected ? node.name : `${node.name} (lost)`;
    const half = name.length * size * 0.31;
    const beside = radius + 6 + half;
    const right = (scene.labelRight.get(node.id) ?? true) ? 1 : -1;
    const spots = [
      [x + right * beside, y, right],
      [x - right * beside, y, -right],
      [x, y - radius - size, 0],
      [x, y + radius + size, 0],
    ];
    const inside = ([at]) => at - half > 0 && at + half < scene.width;
    const spot = spots.find((at) => inside(at) && roomFor(taken, name, at, size)) ?? (must ? spots[0] : null);
    if (!spot) continue;
    const [, at, side] = spot;
    text(context, name, side ? x + side * (radius + 6) : x, at, colours, {
      align: ['right', 'center', 'left'][side + 1],
      colour: node.connected ? colours.text : colours.down,
      size,
    });
  }
}

/** Paints a scene into a canvas of `width` by `height` pixels of CSS. */
export function paint(canvas, scene) {
  const { width, height, transform, density } = scene;
  const context = canvas.getContext('2d');
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  const { x, y, k } = transform;
  context.save();
  context.translate(x, y);
  context.scale(k, k);
  context.lineCap = dense(scene.topology) ? 'butt' : 'round';
  if (scene.topology.nodes.length < 300 || !scene.moving) backdrop(context, scene.places, scene.land, scene.colours, k);
  drawLinks(context, scene, Math.sqrt(k));
  context.restore();
  const onScreen = ([px, py]) => [px * k + x, py * k + y];
  const full = { ...scene, k };
  const taken = [];
  drawNodes(context, full, onScreen, taken);
  drawFigures(context, full, onScreen, taken);
}

/** On which side of a node its name has room. */
export function labelSides(topology, { spots }, width) {
  const all = [...spots];
  return new Map(
    topology.nodes.map((node) => {
      const [x, y] = spots.get(node.id);
      const beside = all.length < 200 && all.some(([id, [ox, oy]]) => id !== node.id && ox > x && ox - x < 95 && Math.abs(oy - y) < 26);
      return [node.id, x < 90 || !(beside || x > width - 80)];
    }),
  );
}

/** The switches at the ends of a path. */
export function endsOf(path) {
  const links = [...path];
  if (links.length === 0) return new Set();
  return new Set([switchOf(links[0].split('>')[0]), switchOf(links.at(-1).split('>')[1])]);
}
