// A network to break: cut links, add loss, surge traffic, let a host scan, and watch it heal.

import { read } from '../core/api.js';
import { linkName, nameOf, reversed } from '../core/names.js';
import { refine } from '../core/route.js';
import { drawn, element, percent, timeOfDay } from '../core/text.js';
import { actionRow, eventRow, fill, panel } from '../parts/bits.js';
import { press } from '../parts/confirm.js';
import { foreseenShares } from '../parts/foresight.js';
import { illLinks } from './map.js';
import { View } from './view.js';

const TRICKS = [
  ['cut', '✂ Cut it', () => ({ trick: 'cut' }), 'both directions, as by a digger'],
  ['loss', '⋯ Lose 3 % of packets', () => ({ trick: 'loss', share: '0.03' }), 'one direction, without a word: nothing reports it'],
  [
    'surge',
    '↗ Surge to 120 %',
    () => ({ trick: 'surge', load: '1.2', rise: '10 min', hold: '20 min' }),
    'rises within 10 min, stays for 20: time to foresee it',
  ],
  ['mend', '✓ Mend it', () => ({ trick: 'mend' }), 'whatever was done here is over'],
];
const HOST_TRICKS = [
  ['scan', '⌕ Start a scan', 'it asks for one address after the other, 20 a second'],
  ['calm', '✓ Stop it', 'the host behaves again'],
];

export class DemoView extends View {
  #broken = [];

  build() {
    this.append(
      element(
        'div',
        { class: 'columns' },
        element(
          'section',
          { class: 'panel map-panel' },
          element('net-map'),
          element('p', { class: 'hint' }, 'This network is not there: break it. Choose a link or a switch on the map.'),
        ),
        element(
          'div',
          { class: 'stack' },
          panel(
            'Break something',
            element(
              'label',
              { class: 'field' },
              element('span', {}, 'Link'),
              element('select', { id: 'trick-link', onchange: (e) => refine({ link: e.target.value }) }),
            ),
            element(
              'div',
              { class: 'tricks' },
              TRICKS.map(([id, words, body, hint]) =>
                element(
                  'p',
                  {},
                  element(
                    'button',
                    {
                      'data-trick': id,
                      class: id === 'mend' ? '' : 'danger',
                      onclick: (event) => press(event.currentTarget, 'POST', '/api/v1/demo', { ...body(), link: this.link }),
                    },
                    words,
                  ),
                  element('span', { class: 'soft' }, hint),
                ),
              ),
            ),
          ),
          panel(
            'Let a host misbehave',
            element(
              'label',
              { class: 'field' },
              element('span', {}, 'Host of'),
              element('select', { id: 'trick-host', onchange: (e) => refine({ host: e.target.value }) }),
            ),
            element(
              'div',
              { class: 'tricks' },
              HOST_TRICKS.map(([trick, words, hint]) =>
                element(
                  'p',
                  {},
                  element(
                    'button',
                    {
                      'data-trick': trick,
                      class: trick === 'calm' ? '' : 'danger',
                      onclick: (event) => press(event.currentTarget, 'POST', '/api/v1/demo', { trick, node: this.host }),
                    },
                    words,
                  ),
                  element('span', { class: 'soft' }, hint),
                ),
              ),
            ),
          ),
          panel('Broken by people', element('div', { class: 'broken' })),
          panel(
            'What it does about it',
            element('div', { class: 'rows actions' }),
            element('ol', { class: 'events', tabindex: '0', 'aria-label': 'Events' }),
          ),
        ),
      ),
    );
    this.part('net-map').addEventListener('chosen', ({ detail }) => {
      if (detail?.kind === 'link') refine({ link: detail.id });
      if (detail?.kind === 'node') refine({ host: detail.id });
    });
  }

  get link() {
    const { links } = this.state.topology;
    return links.some((l) => l.id === this.route.query.link) ? this.route.query.link : links[0]?.id;
  }

  get host() {
    const { nodes } = this.state.topology;
    return nodes.some((n) => n.id === this.route.query.host) ? this.route.query.host : nodes[0]?.id;
  }

  async fetch() {
    ({ broken: this.#broken } = await read('/api/v1/demo'));
  }

  draw(state) {
    const { topology } = state;
    const select = this.part('#trick-link');
    drawn(
      select,
      topology.links.map((l) => l.id),
      () =>
        [...topology.links]
          .sort((a, b) => linkName(a.id).localeCompare(linkName(b.id)))
          .map((l) => element('option', { value: l.id }, linkName(l.id))),
    );
    if (document.activeElement !== select) select.value = this.link;
    const hosts = this.part('#trick-host');
    drawn(
      hosts,
      topology.nodes.map((n) => n.id),
      () =>
        [...topology.nodes]
          .sort((a, b) => a.name.localeCompare(b.name))
          .map((n) => element('option', { value: n.id }, nameOf(n.id))),
    );
    if (document.activeElement !== hosts) hosts.value = this.host;
    this.part('net-map').show(topology, {
      layer: 'load',
      chosen: this.link,
      ill: illLinks(state),
      foreseen: foreseenShares(state.forecasts),
    });
    const chosen = topology.links.find((l) => l.id === this.link);
    const here = this.#broken.some((b) => b.link === this.link || b.link === reversed(this.link ?? '>'));
    this.part('.hint').textContent = chosen
      ? `${linkName(chosen.id)}: ${chosen.up ? `carries ${percent(chosen.utilisation)} of its capacity` : 'down'}`
      : '';
    this.querySelector('[data-trick=mend]').disabled = !here;
    this.querySelector('[data-trick=calm]').disabled = !this.#broken.some((b) => b.node === this.host);
    fill(
      this.part('.broken'),
      this.#broken.map(
        (b) => () =>
          element(
            'p',
            {},
            element(
              'button',
              {
                'data-key': `mend-${b.link ?? b.node}`,
                onclick: (e) =>
                  press(
                    e.currentTarget,
                    'POST',
                    '/api/v1/demo',
                    b.node ? { trick: 'calm', node: b.node } : { trick: 'mend', link: b.link },
                  ),
              },
              b.node ? 'Stop' : 'Mend',
            ),
            ` ${b.text}, since ${timeOfDay(b.since)}`,
          ),
      ),
      this.#broken,
      'Nothing, so far.',
    );
    fill(
      this.part('.actions'),
      state.actions.slice(0, 6).map((a) => () => actionRow(a, state.now)),
      state.actions.slice(0, 6).map((a) => [a.id, a.state, a.since]),
      'Nothing yet.',
    );
    fill(
      this.part('.events'),
      state.events.slice(0, 12).map((e) => () => eventRow(e)),
      state.events[0]?.sequence,
      'Nothing has happened yet.',
    );
  }
}

customElements.define('demo-view', DemoView);
