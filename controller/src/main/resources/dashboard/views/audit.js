// Who decided what, when and on what evidence: a chain that nobody can change unnoticed.

import { read } from '../core/api.js';
import { named } from '../core/names.js';
import { drawn, element, timeOfDay, day } from '../core/text.js';
import { empty } from '../parts/bits.js';
import { View } from './view.js';

const PAGE = 100;

export class AuditView extends View {
  #answer = null;
  #from = null;

  build() {
    const turn = (by) => () => {
      this.#from = Math.max(1, (this.#from ?? this.newest()) + by);
      this.fetch().then(() => this.draw(this.state));
    };
    this.append(
      element(
        'section',
        { class: 'panel' },
        element(
          'div',
          { class: 'bar' },
          element('h1', {}, 'Audit'),
          element('span', { class: 'matching' }),
          element(
            'span',
            { class: 'buttons' },
            element('button', { onclick: turn(-PAGE) }, '← older'),
            element('button', { onclick: turn(PAGE) }, 'newer →'),
            element(
              'button',
              {
                onclick: () => {
                  this.#from = null;
                },
              },
              'newest',
            ),
          ),
        ),
        element('p', { class: 'soft chain' }),
        element(
          'div',
          { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Audit records' },
          element(
            'table',
            {},
            element(
              'thead',
              {},
              element(
                'tr',
                {},
                ['No.', 'When', 'Who', 'What', 'About', 'Evidence'].map((t) => element('th', { scope: 'col' }, t)),
              ),
            ),
            element('tbody'),
          ),
        ),
      ),
    );
  }

  newest() {
    return Math.max(1, (this.#answer?.head.sequence ?? 0) - PAGE + 1);
  }

  async fetch() {
    if (!this.#answer || this.#from === null) {
      const { head } = await read('/api/v1/audit?limit=1');
      this.#answer = await read(`/api/v1/audit?${new URLSearchParams({ from: Math.max(1, head.sequence - PAGE + 1), limit: PAGE })}`);
    } else this.#answer = await read(`/api/v1/audit?${new URLSearchParams({ from: Math.min(this.#from, this.newest()), limit: PAGE })}`);
  }

  draw() {
    if (!this.#answer) return;
    const { records, head, anchor } = this.#answer;
    this.part('.matching').textContent = `records ${anchor.sequence + 1} to ${head.sequence}`;
    this.part('.chain').textContent =
      `Each record holds the hash of the one before. Newest: ${head.hash}; 'teleon audit verify' checks the chain.`;
    drawn(
      this.part('tbody'),
      records.map((r) => r.sequence),
      () =>
        records.length === 0
          ? element('tr', {}, element('td', { colspan: '6' }, empty('Nothing has been decided yet.')))
          : [...records].reverse().map((record) =>
              element(
                'tr',
                {},
                element('td', {}, String(record.sequence)),
                element('td', { class: 'time' }, timeOfDay(record.at), element('small', {}, day(record.at))),
                element('td', {}, record.actor),
                element('td', {}, record.kind),
                element('td', {}, named(record.subject)),
                element(
                  'td',
                  {},
                  record.evidence.length
                    ? element(
                        'details',
                        {},
                        element('summary', {}, named(record.evidence[0].value).slice(0, 90)),
                        element(
                          'dl',
                          {},
                          record.evidence.flatMap(({ name, value }) => [element('dt', {}, name), element('dd', {}, named(value))]),
                        ),
                      )
                    : '',
                ),
              ),
            ),
    );
  }
}

customElements.define('audit-view', AuditView);
