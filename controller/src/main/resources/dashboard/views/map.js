// The network on a map with its layers; a click tells the story of a switch or a link.

import { read } from '../core/api.js';
import { linkName, linksIn, named, nameOf, pathText, place, reversed, switchOf } from '../core/names.js';
import { address, go, refine } from '../core/route.js';
import { drawn, element, lasting, percent, rate, timeOfDay, to } from '../core/text.js';
import { actionRow, chip, empty, eventRow, facts, verdict } from '../parts/bits.js';
import { carried, fanRows } from '../parts/charts.js';
import { foreseenShare, foreseenShares } from '../parts/foresight.js';
import { CLASSES, LAYERS } from '../parts/map-paint.js';
import { lines } from '../parts/why.js';
import { linksOf } from './actions.js';
import { View } from './view.js';

const MOST = 12;

/** Links that are ill though they are up: what open incidents say of them. */
export function illLinks({ incidents, topology }) {
  const ill = new Map();
  for (const incident of incidents.filter((i) => i.state === 'OPEN')) {
    for (const trouble of incident.troubles) linksIn(trouble).forEach((link) => ill.set(link, trouble.split(' ')[0].replace(/^link-/, '')));
    // Well again, but not for long enough to be trusted.
    if (incident.troubles.length === 0)
      linksIn(incident.element)
        .flatMap((link) => [link, reversed(link)])
        .forEach((link) => ill.set(link, 'watched'));
  }
  topology.links
    .filter((l) => l.up && (l.utilisation ?? 0) > 0.95)
    .forEach((l) => {
      if (!ill.has(l.id)) ill.set(l.id, 'full');
    });
  return ill;
}

export class MapView extends View {
  #past = [];
  #action = null;
  #intent = null;
  #here = [];

  build() {
    this.append(
      element(
        'section',
        { class: 'panel map-panel' },
        element(
          'fieldset',
          { class: 'layers' },
          element('legend', { class: 'unseen' }, 'Layer'),
          Object.entries(LAYERS).map(([layer, words]) =>
            element(
              'label',
              {},
              element('input', { type: 'radio', name: 'layer', value: layer, onchange: () => refine({ layer }) }),
              words,
            ),
          ),
        ),
        element('net-map'),
        element('div', { class: 'legend', 'aria-label': 'Legend' }),
      ),
      element('aside', { class: 'panel story', 'aria-label': 'Story', 'aria-live': 'polite' }),
    );
    this.part('net-map').addEventListener('chosen', ({ detail }) => {
      const { query } = this.route;
      if (detail) go('map', [detail.kind, detail.id], { layer: query.layer });
      else if (this.route.rest.length) go('map', [], { layer: query.layer });
    });
  }

  get layer() {
    return LAYERS[this.route.query.layer] ? this.route.query.layer : 'load';
  }

  async fetch(state, { rest: [kind, id] }) {
    this.#past = kind === 'link' ? await carried(id, state.at) : [];
    this.#intent = kind === 'intent' ? await read(`/api/v1/intents/${encodeURIComponent(id)}`) : null;
    // Intents that go by what is looked at; of the past, as they went then.
    if (kind === 'link' || kind === 'node') {
      const all = state.past ? state.intents : (await read('/api/v1/intents?limit=1000')).intents;
      this.#here = all.filter((intent) =>
        intent.path.some((link) => (kind === 'link' ? link === id : link.split('>').some((point) => switchOf(point) === id))),
      );
    }
    const rehearsed = this.layer === 'twin' ? state.actions.find((a) => a.twin) : null;
    this.#action = rehearsed ? await read(`/api/v1/actions/${rehearsed.id}`).catch(() => null) : null;
  }

  draw(state, { rest: [kind, id] }) {
    const { layer } = this;
    this.querySelectorAll('[name=layer]').forEach((radio) => {
      radio.checked = radio.value === layer;
    });
    const { path, avoided } = this.marks(state);
    this.part('net-map').show(state.topology, {
      layer,
      foreseen: foreseenShares(state.forecasts),
      ill: illLinks(state),
      path,
      avoided,
      chosen: kind === 'intent' ? null : (id ?? null),
    });
    drawn(this.part('.legend'), layer, () => this.legend(layer));
    this.drawStory(state, kind, id);
  }

  marks(state) {
    if (this.#intent)
      return { path: (state.past ? state.intents.find((i) => i.id === this.#intent.id)?.path : this.#intent.path) ?? [], avoided: [] };
    if (this.#action) {
      const { target, path } = linksOf(this.#action, state.topology);
      return { path, avoided: target ? [target] : [] };
    }
    return { path: [], avoided: [] };
  }

  legend(layer) {
    const line = (name, width, words, style = 'solid') =>
      element('span', {}, element('i', { style: `border-top: ${width}px ${style} var(--${name})` }), words);
    if (layer === 'health') return [line('good', 2, 'well'), line('warn', 4, '! ill', 'dashed'), line('down', 2, '✕ down', 'dotted')];
    if (layer === 'twin') return [line('down', 4, 'what is led around', 'dotted'), line('accent', 6, 'the way that was chosen')];
    const load = CLASSES.map((c) => line(c.name, c.width, c.text));
    return [
      ...load,
      line('down', 2, '✕ down', 'dotted'),
      layer === 'load'
        ? element('span', {}, element('i', { class: 'halo' }), '↗ foreseen busier within 30 min')
        : element('span', {}, 'at worst in nine of ten, within 30 min'),
    ];
  }

  drawStory(state, kind, id) {
    const story = this.part('aside');
    const link = kind === 'link' ? state.topology.links.find((l) => l.id === id) : null;
    const node = kind === 'node' ? state.topology.nodes.find((n) => n.id === id) : null;
    if (link) this.linkStory(story, state, link);
    else if (node) this.nodeStory(story, state, node);
    else if (this.#intent) this.intentStory(story, this.#intent);
    else if (this.layer === 'twin' && this.#action?.rehearsal) this.twinStory(story, this.#action);
    else
      drawn(
        story,
        [
          'none',
          this.layer,
          state.topology.links.map((l) => l.utilisation && Math.round(l.utilisation * 50)),
          state.topology.links.filter((l) => !l.up).length,
        ],
        () => this.busiest(state),
      );
  }

  /** The same as the map for those who do not see it, and the way to each story. */
  busiest(state) {
    const ahead = foreseenShares(state.forecasts);
    const share = (l) => (this.layer === 'foreseen' ? ahead.get(l.id) : l.utilisation) ?? 0;
    const down = state.topology.links.filter((l) => !l.up);
    const busy = state.topology.links
      .filter((l) => l.up)
      .sort((a, b) => share(b) - share(a))
      .slice(0, MOST);
    const row = (l) =>
      to(
        address('map', ['link', l.id], { layer: this.route.query.layer }),
        { class: 'row', 'data-key': l.id },
        element(
          'span',
          { class: 'line' },
          element('b', {}, linkName(l.id)),
          l.up
            ? element(
                'span',
                {},
                percent(l.utilisation),
                ahead.has(l.id) ? element('span', { class: 'soft' }, ` ↗ ${percent(ahead.get(l.id))}`) : null,
              )
            : element('span', { class: 'truth false' }, '✕ down'),
        ),
      );
    return [
      element('h2', {}, down.length ? 'Down and busiest' : 'Busiest links'),
      element('p', { class: 'soft' }, 'Click a switch or a link for its story; ↗ is what is foreseen within 30 min.'),
      element('div', { class: 'rows' }, [...down, ...busy].map(row)),
    ];
  }

  head(title, ...more) {
    return element(
      'header',
      {},
      element('h2', {}, title),
      to(address('map', [], { layer: this.route.query.layer }), { class: 'close', 'aria-label': 'close', title: 'close (Esc)' }, '✕'),
      more,
    );
  }

  linkStory(story, state, link) {
    const forecast = state.forecasts.get(link.id);
    const name = named(link.id);
    const actions = state.actions.filter((a) => named(a.target) === name).slice(0, 6);
    const events = state.events
      .filter((e) => e.subject === link.id || e.text.includes(linkName(link.id)) || e.text.includes(name))
      .slice(0, 8);
    const incidents = state.incidents.filter((i) => i.element.includes(link.id) || i.element.includes(reversed(link.id)));
    const past = this.#past;
    drawn(
      story,
      [link, forecast?.at, past.length, actions.map((a) => a.state), events.length, this.#here.length, state.at.slice(0, 16)],
      () => {
        const chart = element('series-chart', { height: 190 });
        const share = foreseenShare(forecast, { licensedOnly: false });
        setTimeout(() =>
          chart.show({
            rows: fanRows(past, forecast),
            capacity: link.capacityBitsPerSecond,
            now: state.at,
            licensed: forecast?.licensed ?? false,
            words: forecast
              ? `${linkName(link.id)} carries ${rate(link.loadBitsPerSecond)}; foreseen at up to ${percent(share)} of its capacity within 30 min. Band: p10 to p90.`
              : `What ${linkName(link.id)} carried in the last hour; nothing is foreseen of it yet.`,
          }),
        );
        return [
          this.head(linkName(link.id)),
          facts([
            ['state', link.up ? '✓ up' : element('span', { class: 'truth false' }, '✕ down')],
            ['since', timeOfDay(link.since)],
            ['carries', link.up ? `${rate(link.loadBitsPerSecond)}, ${percent(link.utilisation)}` : '-'],
            ['capacity', rate(link.capacityBitsPerSecond)],
            ['delay', `${(link.delayMicros / 1000).toFixed(2)} ms`],
            ['weight', String(link.weight)],
            ['ports', link.id.split('>').map(place).join(' → ')],
          ]),
          chart,
          forecast
            ? element(
                'p',
                { class: `licence ${forecast.licensed ? 'yes' : 'no'}` },
                `${forecast.licensed ? '✓ licensed: programs may act on it' : '✕ not licensed: programs may not act on it'}; `,
                to(
                  address('forecasts', [link.id]),
                  {},
                  `${forecast.model}, skill ${forecast.skill === null ? 'unknown' : forecast.skill.toFixed(2)}`,
                ),
              )
            : null,
          incidents.length
            ? [
                element('h3', {}, 'Incidents'),
                element(
                  'p',
                  {},
                  incidents.map((i) => [to(address('incidents', [String(i.id)]), {}, `#${i.id} ${i.name}`), ' ', chip(i.state), ' ']),
                ),
              ]
            : null,
          element('h3', {}, 'Done about it'),
          actions.length
            ? element(
                'div',
                { class: 'rows' },
                actions.map((a) => actionRow(a, state.now)),
              )
            : empty('nothing by itself'),
          this.intentsHere(),
          events.length
            ? [element('h3', {}, 'Events'), element('ol', { class: 'events', tabindex: '0', 'aria-label': 'Events' }, events.map(eventRow))]
            : null,
        ];
      },
    );
  }

  intentsHere() {
    const here = this.#here;
    return [
      element('h3', {}, `Intents by it (${here.length})`),
      element(
        'p',
        { class: 'names' },
        here.slice(0, 30).map((i) => [to(address('map', ['intent', i.id]), {}, i.id), ' ']),
        here.length > 30 ? `and ${here.length - 30} more` : '',
      ),
    ];
  }

  nodeStory(story, state, node) {
    const out = state.topology.links.filter((l) => switchOf(l.source) === node.id);
    const events = state.events.filter((e) => e.subject === node.id || e.text.includes(node.name)).slice(0, 8);
    drawn(story, [node, out, events.length, this.#here.length], () => [
      this.head(node.name),
      facts([
        ['datapath', node.id],
        ['state', node.connected ? '✓ connected' : element('span', { class: 'truth false' }, '✕ lost')],
      ]),
      element('h3', {}, 'Links'),
      element(
        'div',
        { class: 'rows' },
        out.map((l) =>
          to(
            address('map', ['link', l.id]),
            { class: 'row', 'data-key': l.id },
            element(
              'span',
              { class: 'line' },
              element('b', {}, `→ ${nameOf(switchOf(l.target))}`),
              l.up ? `${rate(l.loadBitsPerSecond)}, ${percent(l.utilisation)}` : element('span', { class: 'truth false' }, '✕ down'),
            ),
          ),
        ),
      ),
      this.intentsHere(),
      events.length
        ? [element('h3', {}, 'Events'), element('ol', { class: 'events', tabindex: '0', 'aria-label': 'Events' }, events.map(eventRow))]
        : null,
    ]);
  }

  intentStory(story, intent) {
    drawn(story, intent, () => [
      this.head(intent.id),
      element('p', {}, chip(intent.state), ' ', chip(intent.fulfilment.state)),
      facts([
        ['installed', intent.reason || intent.state.toLowerCase()],
        ['measured', intent.fulfilment.reason],
        ['path', pathText(intent.path) || 'within one switch'],
        ['delay by probes', intent.probed?.delayMicros ? lasting(intent.probed.delayMicros / 1000) : null],
      ]),
      element('p', {}, to(address('intents', [intent.id]), {}, 'Everything about this intent')),
    ]);
  }

  twinStory(story, action) {
    const { rehearsal } = action;
    drawn(story, ['twin', action.id, rehearsal], () => [
      this.head('What the twin says'),
      element(
        'p',
        {},
        to(address('actions', [String(action.id)]), {}, `#${action.id} ${action.action} ${named(action.target)}`),
        ' ',
        verdict(rehearsal.verdict),
      ),
      element('p', {}, named(rehearsal.summary)),
      lines('Candidates, best first', rehearsal.ranked),
    ]);
  }
}

customElements.define('map-view', MapView);
