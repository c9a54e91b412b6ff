// <net-map>: the network on a map, with layers. Wheel and drag, two fingers, or the keys: arrows go
// from element to element, Enter chooses, + and - zoom.

import { linkName, nameOf } from '../core/names.js';
import { element, percent } from '../core/text.js';
import { layout, nearest } from './map-layout.js';
import { endsOf, labelSides, paint } from './map-paint.js';

const d3 = globalThis.d3;
const COLOURS = ['panel', 'land', 'coast', 'text', 'accent', 'down', 'warn', 'good', 'u0', 'u1', 'u2', 'u3', 'u4'];
const REACH = 12;

let land = null;
let landAsked = null;

/** The backdrop comes when everything else is there. */
function askForLand(then) {
  landAsked ??= fetch('data/land.json')
    .then((answer) => answer.json())
    .then((found) => {
      land = found;
    })
    .catch(() => {});
  landAsked.then(then);
}

class NetMap extends HTMLElement {
  #canvas = element('canvas', { tabindex: '0', role: 'application', 'aria-roledescription': 'map' });
  #said = element('p', { class: 'unseen', 'aria-live': 'polite' });
  #transform = d3.zoomIdentity;
  #colours = null;
  #places = null;
  #key = '';
  #topology = null;
  #options = { layer: 'load', foreseen: new Map(), ill: new Map(), path: [], avoided: [], chosen: null };
  #focus = -1;
  #queued = false;
  #telling = null;
  #moving = false;

  connectedCallback() {
    if (this.firstChild) return;
    this.append(
      this.#canvas,
      this.#said,
      element(
        'div',
        { class: 'zoom' },
        this.#button('+', 'zoom in', 1.4),
        this.#button('−', 'zoom out', 1 / 1.4),
        element('button', { 'aria-label': 'show all', title: 'show all', onclick: () => this.#zoomTo(d3.zoomIdentity) }, '⤢'),
      ),
    );
    this.zoom = d3
      .zoom()
      .scaleExtent([0.5, 20])
      .on('start', () => {
        this.#moving = true;
      })
      .on('zoom', (event) => {
        this.#transform = event.transform;
        this.#queue();
      })
      .on('end', () => {
        this.#moving = false;
        this.#queue();
      });
    d3.select(this.#canvas).call(this.zoom).on('dblclick.zoom', null);
    this.#canvas.addEventListener('click', (event) => this.#choose(this.#under(event)));
    this.#canvas.addEventListener('pointermove', (event) => this.#hover(event));
    this.#canvas.addEventListener('keydown', (event) => this.#keys(event));
    this.resizes = new ResizeObserver(() => {
      this.#key = '';
      this.#queue();
    });
    this.resizes.observe(this);
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.recolour = () => {
      this.#colours = null;
      this.#queue();
    };
    this.scheme.addEventListener('change', this.recolour);
    window.addEventListener('teleon-theme', this.recolour);
    askForLand(() => this.#queue());
  }

  disconnectedCallback() {
    this.resizes?.disconnect();
    this.scheme?.removeEventListener('change', this.recolour);
    window.removeEventListener('teleon-theme', this.recolour);
  }

  #button(sign, words, factor) {
    return element(
      'button',
      { 'aria-label': words, title: words, onclick: () => d3.select(this.#canvas).call(this.zoom.scaleBy, factor) },
      sign,
    );
  }

  #zoomTo(transform) {
    d3.select(this.#canvas).call(this.zoom.transform, transform);
  }

  /** Shows a network; `options` as above, those left out stay. */
  show(topology, options = {}) {
    this.#topology = topology;
    this.#options = { ...this.#options, ...options };
    // Said once for all that is shown within a turn.
    this.#telling ??= setTimeout(() => {
      this.#telling = null;
      this.#canvas.setAttribute('aria-label', this.#summary());
    });
    this.#queue();
  }

  #summary() {
    const { nodes, links } = this.#topology;
    const down = links.filter((l) => !l.up).map((l) => linkName(l.id));
    const busiest = links.filter((l) => l.up).reduce((a, b) => ((b.utilisation ?? 0) > (a?.utilisation ?? -1) ? b : a), null);
    return `Map of ${nodes.length} switches and ${links.length} links. Arrow keys go through them. ${down.length ? `Down: ${down.slice(0, 6).join(', ')}.` : 'All links are up.'}${
      busiest ? ` Busiest: ${linkName(busiest.id)}, ${percent(busiest.utilisation)}.` : ''
    }`;
  }

  #queue() {
    if (this.#queued) return;
    this.#queued = true;
    requestAnimationFrame(() => {
      this.#queued = false;
      this.draw();
    });
  }

  #arrange(width, height) {
    const key = `${width} ${height} ${this.#topology.nodes.map((n) => n.id).join()} ${this.#topology.links.length}`;
    if (key === this.#key) return;
    this.#key = key;
    this.#places = layout(this.#topology, width, height);
    this.labels = labelSides(this.#topology, this.#places, width);
  }

  #colour() {
    if (this.#colours) return this.#colours;
    const probe = element('i', { hidden: true });
    this.append(probe);
    const colours = Object.fromEntries(
      COLOURS.map((name) => {
        probe.style.color = `var(--${name})`;
        return [name, getComputedStyle(probe).color];
      }),
    );
    colours.font = getComputedStyle(this).fontFamily;
    probe.remove();
    this.#colours = colours;
    return colours;
  }

  /** Paints at once; to be called by what measures it, too. */
  draw() {
    const [width, height] = [this.clientWidth, this.clientHeight];
    if (!this.#topology || !this.isConnected || width === 0 || height === 0) return;
    const density = Math.min(2, window.devicePixelRatio || 1);
    if (this.#canvas.width !== Math.round(width * density) || this.#canvas.height !== Math.round(height * density)) {
      this.#canvas.width = Math.round(width * density);
      this.#canvas.height = Math.round(height * density);
    }
    this.#arrange(width, height);
    const { layer, foreseen, ill, path, avoided, chosen } = this.#options;
    const focused = this.#focus < 0 ? undefined : this.#elements()[this.#focus]?.id;
    paint(this.#canvas, {
      topology: this.#topology,
      places: this.#places,
      transform: this.#transform,
      width,
      height,
      density,
      land,
      colours: this.#colour(),
      layer,
      foreseen,
      ill,
      labelRight: this.labels,
      moving: this.#moving,
      marks: {
        path: new Set(path),
        avoided: new Set(avoided),
        ends: endsOf(path),
        chosenLink: [chosen, focused].find((id) => id?.includes('>')),
        chosenNode: [chosen, focused].find((id) => id && !id.includes('>')),
      },
    });
  }

  /** Where an element is, in pixels of the page; for whoever wants to point at it. */
  spotOf(id) {
    const point = id.includes('>') ? this.#places?.curves.get(id)?.label : this.#places?.spots.get(id);
    if (!point) return null;
    const { left, top } = this.#canvas.getBoundingClientRect();
    const [x, y] = this.#transform.apply(point);
    return { x: left + x, y: top + y };
  }

  #under(event) {
    if (!this.#places) return null;
    const { left, top } = this.#canvas.getBoundingClientRect();
    return nearest(this.#places, this.#transform.invert([event.clientX - left, event.clientY - top]), REACH / this.#transform.k);
  }

  #hover(event) {
    const found = this.#under(event);
    this.#canvas.style.cursor = found ? 'pointer' : '';
    this.#canvas.title = found ? this.#words(found) : '';
  }

  #words({ kind, id }) {
    if (kind === 'node') return nameOf(id);
    const link = this.#topology.links.find((l) => l.id === id);
    const ahead = this.#options.foreseen.get(id);
    return `${linkName(id)}: ${link?.up ? percent(link.utilisation) : 'down'}${ahead === undefined ? '' : `, foreseen up to ${percent(ahead)} within 30 min`}`;
  }

  #choose(found) {
    this.dispatchEvent(new CustomEvent('chosen', { detail: found, bubbles: true }));
  }

  #elements() {
    return this.#topology
      ? [...this.#topology.nodes.map(({ id }) => ({ kind: 'node', id })), ...this.#topology.links.map(({ id }) => ({ kind: 'link', id }))]
      : [];
  }

  #keys(event) {
    const all = this.#elements();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && all.length) {
      this.#focus = (this.#focus + step + all.length) % all.length;
      this.#said.textContent = this.#words(all[this.#focus]);
      this.#queue();
    } else if (event.key === 'Enter' && all[this.#focus]) this.#choose(all[this.#focus]);
    else if (event.key === '+' || event.key === '-') d3.select(this.#canvas).call(this.zoom.scaleBy, event.key === '+' ? 1.4 : 1 / 1.4);
    else if (event.key === 'Escape' && this.#focus >= 0) this.#focus = -1;
    else return;
    event.preventDefault();
  }
}

customElements.define('net-map', NetMap);
