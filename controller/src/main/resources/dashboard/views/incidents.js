// Incidents first: what is wrong, what is foreseen, what was done about it; one of them as a timeline.

import { read } from '../core/api.js';
import { linksIn, named } from '../core/names.js';
import { address, go } from '../core/route.js';
import { ago, counted, drawn, element, lasting, since, timeOfDay, to, when } from '../core/text.js';
import { actionRow, chip, empty, eventRow, facts, fill, panel, severity } from '../parts/bits.js';
import { carried, fanRows } from '../parts/charts.js';
import { foreseenShares } from '../parts/foresight.js';
import { drawHeadline, headline } from '../parts/headline.js';
import { entriesOfIncident, timeline } from '../parts/timeline.js';
import { View } from './view.js';

const RANK = { critical: 4, major: 3, minor: 2, warning: 1, normal: 0 };
const MOST = 40;

const impact = (incident) => RANK[incident.severity] * 1e6 + incident.affectedIntents;
/** `link-lossy A>B` reads `lossy A>B`. */
const troublesOf = (incident) =>
  incident.troubles
    .map((trouble) => {
      const [word, ...rest] = named(trouble).split(' ');
      return [word.replace(/^link-/, '').replaceAll('-', ' '), ...rest].join(' ');
    })
    .join(', ');
const nameOf = (incident) => incident.name ?? named(incident.element);

function row(incident, now) {
  const open = incident.state === 'OPEN';
  return to(
    address('incidents', [String(incident.id)]),
    { class: `row incident ${open ? 'open' : ''}`, 'data-key': `incident-${incident.id}` },
    element(
      'span',
      { class: 'line' },
      severity(incident.severity),
      element('b', {}, nameOf(incident)),
      chip(incident.state),
      element('time', {}, when(incident.firstSeen, now)),
    ),
    element('span', { class: 'reason' }, troublesOf(incident) || (open ? 'well again, watched until it stays so' : 'over')),
    element(
      'span',
      { class: 'line soft' },
      element(
        'span',
        {},
        [
          counted(incident.affectedIntents, 'intent'),
          counted(incident.actionCount, 'action'),
          incident.flaps > 1 ? `broke ${incident.flaps} times` : '',
          `lasts ${lasting(since(incident.firstSeen, incident.clearedAt ?? now))}`,
        ]
          .filter(Boolean)
          .join(' · '),
      ),
    ),
  );
}

export class IncidentsView extends View {
  #one = null;
  #actions = [];
  #past = [];

  build() {
    this.append(
      element('section', { class: 'headline', 'aria-live': 'polite' }),
      element(
        'div',
        { class: 'columns list' },
        element(
          'div',
          { class: 'stack' },
          panel('Incidents', element('div', { class: 'rows incidents' })),
          panel('What it did by itself', element('div', { class: 'rows actions' })),
        ),
        element(
          'div',
          { class: 'stack' },
          element('section', { class: 'panel map-panel' }, element('net-map', { class: 'small' })),
          panel('Events', element('ol', { class: 'events', tabindex: '0', 'aria-label': 'Events' })),
        ),
      ),
      element('article', { class: 'panel story one', hidden: true }),
    );
    this.part('net-map').addEventListener('chosen', ({ detail }) => {
      if (detail) go('map', [detail.kind, detail.id]);
    });
  }

  async fetch(state, { rest: [id] }) {
    if (!id) {
      this.#one = null;
      return;
    }
    const one = await read(`/api/v1/incidents/${encodeURIComponent(id)}`);
    this.#actions = await Promise.all(one.actions.slice(-10).map((action) => read(`/api/v1/actions/${action}`).catch(() => null)));
    const [link] = linksIn(one.element);
    this.#past = link ? await carried(link, state.at) : [];
    this.#one = one;
  }

  failed(problem) {
    if (this.route.rest.length)
      drawn(this.part('.one'), problem.message, () => [element('p', {}, problem.message), to(address('incidents'), {}, 'All incidents')]);
  }

  draw(state, { rest: [id] }) {
    this.part('.list').hidden = Boolean(id);
    this.part('.one').hidden = !id;
    this.part('.headline').hidden = Boolean(id);
    if (id) {
      if (this.#one && String(this.#one.id) === id) this.drawOne(state);
      return;
    }
    const told = headline(state);
    this.part('.headline').className = `headline ${told.level}`;
    drawn(this.part('.headline'), [told.title, told.parts.map((p) => p.textContent ?? p)], () => drawHeadline(told));
    const sorted = [...state.incidents]
      .sort((a, b) => (b.state === 'OPEN') - (a.state === 'OPEN') || (a.state === 'OPEN' ? impact(b) - impact(a) : b.id - a.id))
      .slice(0, MOST);
    fill(
      this.part('.incidents'),
      sorted.map((incident) => () => row(incident, state.now)),
      [sorted.map((i) => [i.id, i.state, i.severity, i.lastSeen, i.actionCount]), Math.floor(new Date(state.now) / 60_000)],
      'No incident: nothing is wrong, and nothing was.',
    );
    const actions = state.actions.slice(0, MOST);
    fill(
      this.part('.actions'),
      actions.map((action) => () => actionRow(action, state.now)),
      actions.map((a) => [a.id, a.since, a.state]),
      'Nothing has been done by itself yet.',
    );
    // That single intents go this way and that is told by the incidents.
    const news = state.events.filter((e) => e.severity !== 'normal' || !e.kind.startsWith('intent')).slice(0, 80);
    fill(
      this.part('.events'),
      news.map((event) => () => eventRow(event)),
      news[0]?.sequence,
      'Nothing has happened yet.',
    );
    this.part('net-map').show(state.topology, { layer: 'load', foreseen: foreseenShares(state.forecasts) });
  }

  drawOne(state) {
    const one = this.#one;
    const actions = this.#actions.filter(Boolean);
    const key = [one, actions.map((a) => a.state), this.#past.length];
    drawn(this.part('.one'), key, () => {
      const [link] = linksIn(one.element);
      const forecast = state.forecasts.get(link);
      const rows = fanRows(this.#past, forecast);
      const chart = rows.length ? element('series-chart', { height: 150 }) : null;
      const map = element('net-map', { class: 'small' });
      setTimeout(() => {
        chart?.show({
          rows,
          capacity: forecast?.capacityBitsPerSecond ?? null,
          now: state.at,
          licensed: forecast?.licensed ?? false,
          words: `What ${nameOf(one)} carried in the last hour, and what is foreseen`,
        });
        map.show(state.topology, { layer: 'load', foreseen: new Map(), chosen: link ?? one.element });
      });
      return [
        to(address('incidents'), { class: 'back' }, '← all incidents'),
        element('h1', {}, severity(one.severity), ` ${nameOf(one)} `, chip(one.state)),
        element('p', {}, troublesOf(one) || 'nothing is wrong with it now'),
        facts([
          ['first seen', `${timeOfDay(one.firstSeen)}, ${ago(one.firstSeen, state.now)}`],
          ['last seen', timeOfDay(one.lastSeen)],
          [
            'cleared',
            one.clearedAt ? timeOfDay(one.clearedAt) : one.clearsAt ? `at ${timeOfDay(one.clearsAt)} if it stays well` : 'not yet',
          ],
          ['broke', counted(one.flaps, 'time')],
          ['intents hit', String(one.affectedIntents)],
        ]),
        element(
          'div',
          { class: 'columns even' },
          element(
            'section',
            {},
            element('h2', {}, 'From telemetry to undo, on one clock'),
            timeline(entriesOfIncident(one, actions)),
            one.leftOut ? element('p', { class: 'soft' }, `${one.leftOut} older lines are left out`) : null,
          ),
          element(
            'div',
            { class: 'stack' },
            element(
              'section',
              {},
              element('h2', {}, 'Done about it'),
              actions.length
                ? element('div', { class: 'rows' }, actions.map((a) => actionRow(a, state.now)).reverse())
                : empty('nothing was done by itself'),
            ),
            chart,
            map,
            one.intents.length
              ? element(
                  'section',
                  {},
                  element('h2', {}, 'Intents hit'),
                  element(
                    'p',
                    { class: 'names' },
                    one.intents.slice(0, 60).map((intent) => [to(address('intents', [intent]), {}, intent), ' ']),
                  ),
                )
              : null,
          ),
        ),
      ];
    });
  }
}

customElements.define('incidents-view', IncidentsView);
