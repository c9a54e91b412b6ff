// What people want of the network: as installed, and as measured; a form to want more.

import { read } from '../core/api.js';
import { pathText } from '../core/names.js';
import { address, go } from '../core/route.js';
import { soon } from '../core/store.js';
import { drawn, element, lasting, percent, timeOfDay, to } from '../core/text.js';
import { chip, empty, facts } from '../parts/bits.js';
import { choice, field, inWindow, press, text } from '../parts/confirm.js';
import { View } from './view.js';

const ROWS = 200;
const STATES = ['SUBMITTED', 'COMPILING', 'INSTALLING', 'INSTALLED', 'REROUTING', 'FAILED', 'PARKED', 'WITHDRAWING', 'WITHDRAWN'];

async function submit(event) {
  const { hosts } = await read('/api/v1/hosts');
  const options = hosts.map((host) => [host.id, `${host.switch} (${host.address ?? host.id})`]);
  if (options.length < 2) return;
  inWindow(
    {
      title: 'Submit an intent',
      text: "Two hosts are to reach each other; how is the network's business.",
      label: 'Submit',
      fields: [
        field('Name', text('id', 'such as backup-east', { required: true, pattern: '[A-Za-z0-9][A-Za-z0-9._\\-]{0,63}' })),
        field('From', choice('source', options)),
        field('To', choice('target', options, options[1][0])),
        field(
          'Tier',
          choice(
            'tier',
            [
              ['gold', 'gold'],
              ['silver', 'silver'],
              ['bronze', 'bronze'],
            ],
            'silver',
          ),
        ),
      ],
    },
    async (button, { id, source, target, tier }) => {
      const done = await press(button, 'POST', '/api/v1/intents', { type: 'host-to-host', id, source, target, tier });
      if (done) go('intents', [id]);
      return done;
    },
  );
  event?.preventDefault();
}

function withdraw(id) {
  inWindow(
    {
      title: `Withdraw ${id}?`,
      text: 'Its rules are removed from every switch, and its traffic is no longer carried.',
      label: 'Withdraw it',
      danger: true,
    },
    async (button) => {
      const done = await press(button, 'DELETE', `/api/v1/intents/${encodeURIComponent(id)}`);
      if (done) go('intents');
      return done;
    },
  );
}

export class IntentsView extends View {
  #answer = null;
  #one = null;
  #reports = null;

  build() {
    this.append(
      element(
        'section',
        { class: 'panel list' },
        element(
          'div',
          { class: 'bar' },
          element('h1', {}, 'Intents'),
          element('input', {
            id: 'contains',
            type: 'search',
            placeholder: 'Find by name, end or reason',
            'aria-label': 'Find intents',
            oninput: () => soon(),
          }),
          element(
            'select',
            { id: 'state', 'aria-label': 'State', onchange: () => soon() },
            element('option', { value: '' }, 'every state'),
            STATES.map((s) => element('option', { value: s }, s.toLowerCase())),
          ),
          element('span', { class: 'matching' }),
          element('button', { id: 'submit-intent', class: 'primary', onclick: submit }, 'Submit an intent …'),
        ),
        element(
          'div',
          { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of intents' },
          element(
            'table',
            {},
            element(
              'thead',
              {},
              element(
                'tr',
                {},
                ['Intent', 'Installed', 'Measured', 'Path', 'Since'].map((t) => element('th', { scope: 'col' }, t)),
              ),
            ),
            element('tbody'),
          ),
        ),
      ),
      element('article', { class: 'panel story one', hidden: true }),
    );
  }

  async fetch(state, { rest: [id] }) {
    if (id) {
      const [one, reports] = await Promise.all([
        read(`/api/v1/intents/${encodeURIComponent(id)}`),
        read(`/api/v1/intents/${encodeURIComponent(id)}/reports`),
      ]);
      this.#one = one;
      this.#reports = reports;
      return;
    }
    const query = new URLSearchParams({ limit: ROWS });
    if (this.part('#contains').value) query.set('contains', this.part('#contains').value);
    if (this.part('#state').value) query.set('state', this.part('#state').value);
    this.#answer = await read(`/api/v1/intents?${query}`);
  }

  failed(problem) {
    if (this.route.rest.length)
      drawn(this.part('.one'), problem.message, () => [
        to(address('intents'), { class: 'back' }, '← all intents'),
        element('p', {}, problem.message),
      ]);
  }

  draw(state, { rest: [id] }) {
    this.part('.list').hidden = Boolean(id);
    this.part('.one').hidden = !id;
    if (id) {
      if (this.#one?.id === id) this.drawOne(state, this.#one, this.#reports);
      return;
    }
    if (!this.#answer) return;
    const { intents, matching, total } = this.#answer;
    const then = state.past ? new Map(state.intents.map((i) => [i.id, i])) : null;
    this.part('.matching').textContent = intents.length < matching ? `${intents.length} of ${matching} shown` : `${matching} of ${total}`;
    drawn(this.part('tbody'), [intents, then && state.at], () =>
      intents
        .filter((i) => !then || then.has(i.id))
        .map((intent) => {
          const seen = then?.get(intent.id);
          return element(
            'tr',
            {},
            element(
              'td',
              {},
              to(address('intents', [intent.id]), { 'data-key': intent.id }, intent.id),
              element('small', {}, intent.summary),
            ),
            element(
              'td',
              {},
              chip(seen?.state ?? intent.state),
              (seen ?? intent).reason ? element('small', {}, (seen ?? intent).reason) : null,
            ),
            element(
              'td',
              {},
              chip(seen?.fulfilment ?? intent.fulfilment.state),
              seen ? null : element('small', {}, intent.fulfilment.reason),
            ),
            element(
              'td',
              {},
              pathText((seen ?? intent).path)
                ? to(address('map', ['intent', intent.id]), { title: 'on the map' }, pathText((seen ?? intent).path))
                : '-',
            ),
            element('td', { class: 'time' }, timeOfDay(intent.since)),
          );
        }),
    );
  }

  drawOne(state, intent, { reports, installs }) {
    drawn(this.part('.one'), [intent, reports.length, state.topology.links.filter((l) => l.up).length], () => {
      const map = element('net-map', { class: 'small' });
      setTimeout(() => map.show(state.topology, { layer: 'twin', path: intent.path, chosen: null, foreseen: new Map() }));
      const gone = ['WITHDRAWING', 'WITHDRAWN'].includes(intent.state);
      const changes = [
        ...reports.map((r) => ({
          at: r.at,
          state: r.to,
          text: `report ${r.sequence}: ${r.reason}${r.deliveredShare === null ? '' : `, ${percent(r.deliveredShare)} delivered`}`,
        })),
        ...installs.map((i) => ({ at: i.at, text: i.text })),
      ].sort((a, b) => new Date(b.at) - new Date(a.at));
      return [
        to(address('intents'), { class: 'back' }, '← all intents'),
        element(
          'header',
          {},
          element('div', {}, element('h1', {}, intent.id), element('p', { class: 'soft' }, intent.summary)),
          element(
            'span',
            { class: 'buttons' },
            intent.state === 'PARKED'
              ? element(
                  'button',
                  {
                    class: 'primary',
                    onclick: (e) => press(e.currentTarget, 'POST', `/api/v1/intents/${encodeURIComponent(intent.id)}/retry`),
                  },
                  'Try again',
                )
              : null,
            gone ? null : element('button', { class: 'danger', onclick: () => withdraw(intent.id) }, 'Withdraw …'),
          ),
        ),
        element(
          'div',
          { class: 'two-states' },
          element(
            'div',
            {},
            element('h2', {}, 'As installed'),
            element('p', {}, chip(intent.state)),
            element('p', { class: 'soft' }, intent.reason || `since ${timeOfDay(intent.since)}`),
          ),
          element(
            'div',
            {},
            element('h2', {}, 'As measured'),
            element('p', {}, chip(intent.fulfilment.state)),
            element('p', { class: 'soft' }, `${intent.fulfilment.reason}, since ${timeOfDay(intent.fulfilment.since)}`),
          ),
        ),
        element(
          'div',
          { class: 'columns even' },
          element(
            'div',
            {},
            map,
            facts([
              ['path', pathText(intent.path) || 'within one switch'],
              ['tier', intent.tier],
              ['precedence', intent.precedence],
              ['path tag', intent.tag === null ? '-' : String(intent.tag)],
              ['way wanted by', intent.heldByPerson ? 'a person' : intent.steered ? 'a program' : 'nobody: the lightest'],
              ['delay by probes', intent.probed?.delayMicros ? lasting(intent.probed.delayMicros / 1000) : 'unknown'],
              ['loss of probes', intent.probed ? percent(intent.probed.loss) : 'unknown'],
            ]),
          ),
          element(
            'section',
            {},
            element('h2', {}, 'Reports and changes, newest first'),
            changes.length
              ? element(
                  'ol',
                  { class: 'events', tabindex: '0', 'aria-label': 'Events' },
                  changes.map((c) =>
                    element(
                      'li',
                      {},
                      element('time', {}, timeOfDay(c.at)),
                      c.state ? [' ', chip(c.state)] : null,
                      element('div', {}, c.text),
                    ),
                  ),
                )
              : empty('none yet'),
          ),
        ),
      ];
    });
  }
}

customElements.define('intents-view', IntentsView);
