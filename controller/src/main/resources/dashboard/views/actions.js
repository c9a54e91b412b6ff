// Everything done by itself, and one action as a story: why, on what forecast, what the twin said,
// what came of it; and the button that takes it back.

import { read } from '../core/api.js';
import { linkNamed, linksIn, named, pathNamed } from '../core/names.js';
import { address } from '../core/route.js';
import { drawn, element, timeOfDay, to } from '../core/text.js';
import { actionRow, chip, fill, panel } from '../parts/bits.js';
import { usedOfCaps } from '../parts/caps.js';
import { confirm } from '../parts/confirm.js';
import { entriesOf, timeline } from '../parts/timeline.js';
import { diff, foreseen, lines, section, twin, why } from '../parts/why.js';
import { View } from './view.js';

const HOLDS = ['INSTALLING', 'ACTIVE', 'CONFIRMED', 'ENDING'];

function undo(action) {
  if (!HOLDS.includes(action.state)) return null;
  return element(
    'button',
    {
      class: 'danger',
      'data-key': 'undo',
      onclick: () =>
        confirm(
          {
            title: `Undo action ${action.id}?`,
            text: `${action.action} ${named(action.target)} is taken back, and programs keep from doing it again for a while.`,
            label: 'Undo it',
            danger: true,
          },
          'POST',
          `/api/v1/actions/${action.id}/undo`,
        ),
    },
    'Undo',
  );
}

/** The link that an action is about, and the way it chose, for the map. */
export function linksOf(action, topology) {
  const target = linksIn(action.arguments[0] ?? '')[0] ?? linkNamed(action.target, topology);
  const others = action.arguments.slice(1);
  const byId = others.flatMap(linksIn);
  return { target, path: byId.length ? byId : others.flatMap((text) => pathNamed(text, topology)) };
}

export class ActionsView extends View {
  #one = null;

  build() {
    this.append(
      element(
        'div',
        { class: 'columns list' },
        panel('What it did by itself', element('div', { class: 'rows actions' })),
        element(
          'div',
          { class: 'stack' },
          panel('How much of their limits rules have used', element('div', { class: 'caps' })),
          panel('How far it may go', element('div', { class: 'levels' })),
        ),
      ),
      element('article', { class: 'panel story one', id: 'story', hidden: true }),
    );
  }

  async fetch(_, { rest: [id] }) {
    this.#one = id ? await read(`/api/v1/actions/${encodeURIComponent(id)}`) : null;
  }

  failed(problem) {
    if (this.route.rest.length)
      drawn(this.part('.one'), problem.message, () => [element('p', {}, problem.message), to(address('actions'), {}, 'All actions')]);
  }

  draw(state, { rest: [id] }) {
    this.part('.list').hidden = Boolean(id);
    this.part('.one').hidden = !id;
    if (id) {
      if (this.#one && String(this.#one.id) === id) this.drawOne(this.#one, state);
      return;
    }
    fill(
      this.part('.actions'),
      state.actions.map((a) => () => actionRow(a, state.now)),
      state.actions.map((a) => [a.id, a.since, a.state]),
      'Nothing has been done by itself yet.',
    );
    const caps = usedOfCaps(state);
    fill(
      this.part('.caps'),
      caps.map(
        (cap) => () =>
          element(
            'p',
            { class: 'meter' },
            element('meter', { min: 0, max: cap.times, value: cap.used, 'aria-label': cap.label }),
            `${cap.used} of ${cap.times} in ${cap.perSeconds / 3600} h: ${cap.label} (${cap.rule})`,
          ),
      ),
      caps,
      'No rule has used anything of its limit.',
    );
    const { levels } = state.autonomy;
    fill(
      this.part('.levels'),
      levels.map((l) => () => element('p', {}, element('b', {}, l.action), `: ${l.level}, set by ${l.by}`)),
      levels,
      'Every action goes as far as its program says.',
    );
  }

  drawOne(action, state) {
    drawn(this.part('.one'), { ...action, at: '' }, () => {
      const { target, path } = linksOf(action, state.topology);
      const map = target || path.length ? element('net-map', { class: 'small' }) : null;
      if (map)
        setTimeout(() =>
          map.show(state.topology, { layer: 'twin', path, avoided: target ? [target] : [], chosen: null, foreseen: new Map() }),
        );
      return [
        to(address('actions'), { class: 'back' }, '← all actions'),
        element(
          'header',
          {},
          element(
            'div',
            {},
            element('h1', {}, `${action.action} ${named(action.target)} `, chip(action.state)),
            element('p', { class: 'soft' }, `action ${action.id}, ${timeOfDay(action.proposedAt)}, by `, element('code', {}, action.rule)),
          ),
          element('span', { class: 'buttons' }, undo(action)),
        ),
        element('p', {}, element('code', {}, `${action.action}(${action.arguments.map(named).join(', ')})`)),
        element(
          'div',
          { class: 'columns even' },
          element('div', {}, section('What happened', timeline(entriesOf(action))), action.explanation ? why(action.explanation) : null),
          element(
            'div',
            {},
            map,
            action.forecast ? foreseen(action.forecast) : null,
            action.rehearsal ? twin(action.rehearsal) : null,
            lines('Guardrails and settings that let it pass', action.explanation?.passed ?? []),
            diff('What it changes', action.diff),
            action.intents.length
              ? section(
                  `Intents (${action.intents.length})`,
                  element(
                    'p',
                    { class: 'names' },
                    action.intents.map((intent) => [to(address('intents', [intent]), {}, intent), ' ']),
                  ),
                )
              : null,
          ),
        ),
      ];
    });
  }
}

customElements.define('actions-view', ActionsView);
