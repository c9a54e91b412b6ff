// The live tree: what each program is doing, rule by rule, with why and why not; and how it was.

import { read } from '../core/api.js';
import { named } from '../core/names.js';
import { go } from '../core/route.js';
import { counted, drawn, element, lasting, since } from '../core/text.js';
import { empty, panel } from '../parts/bits.js';
import { because } from '../parts/why.js';
import { View } from './view.js';

const BLOCKED = 'B';
const SIGNS = { T: ['true', '✓'], F: ['false', '✕'], U: ['unknown', '?'], [BLOCKED]: ['blocked', '⊘'], '': ['not reached', '·'] };

/** What keeps a firing up though its guard may no longer hold. */
const REASONS = { while: 'kept up by its `while`', min: 'kept up for its least time', until: 'kept up by its `until`' };

const isBlocked = (rule) => rule.reason.startsWith('blocked') || rule.reason === 'passed over';
const valueOf = (rule) => (isBlocked(rule) ? BLOCKED : rule.value);

/** Whether a task does something, rather than seeing that nothing is to be done. */
function isBusy(task, rules) {
  const busy = (frame) => {
    const firing = frame.rules.find((rule) => rule.fires);
    const says = firing && rules.get(`${frame.procedure}.${firing.label}`);
    return (says && says.does !== 'nothing') || frame.rules.some((rule) => rule.value === 'U' || isBlocked(rule)) || frame.kids.some(busy);
  };
  return busy(task.frame);
}

function mark(rule) {
  const value = valueOf(rule);
  const [word, sign] = SIGNS[value] ?? SIGNS.U;
  return element('span', { class: `truth ${word.replace(' ', '-')}` }, element('span', { 'aria-hidden': 'true' }, `${sign} `), word);
}

export class PoliciesView extends View {
  #tree = null;
  #reasons = new Map();
  #asked = '';
  #all = false;

  build() {
    this.append(
      element(
        'div',
        { class: 'columns tree-view' },
        element(
          'section',
          { class: 'panel' },
          element(
            'div',
            { class: 'bar' },
            element('h1', {}, 'What programs are doing'),
            element('input', {
              type: 'search',
              id: 'task',
              placeholder: 'Find a task',
              'aria-label': 'Find a task',
              oninput: () => this.draw(this.state, this.route),
            }),
            element(
              'label',
              { class: 'check' },
              element('input', {
                type: 'checkbox',
                id: 'all',
                onchange: (e) => {
                  this.#all = e.target.checked;
                  this.draw(this.state, this.route);
                },
              }),
              'those at rest, too',
            ),
          ),
          element(
            'p',
            { class: 'soft key' },
            'Rules are read from the top: the first that is ',
            element('b', {}, '✓ true'),
            ' and not ',
            element('b', {}, '⊘ blocked'),
            ' fires (▶), and what it does is undone the moment it no longer holds.',
          ),
          element('div', { class: 'tasks' }),
        ),
        element(
          'div',
          { class: 'stack' },
          panel('Actions wanted now', element('div', { class: 'wanted' })),
          panel('Programs', element('div', { class: 'programs' })),
        ),
      ),
    );
  }

  async fetch(state, { rest: [key, label] }) {
    this.#tree = state.past ? state.tree : await read('/api/v1/tree');
    if (!key || !label || state.past) return;
    const [procedure, ...args] = key.split('|');
    const query = new URLSearchParams([['procedure', procedure], ...args.map((a) => ['argument', a]), ['label', label]]);
    const { reasons } = await read(`/api/v1/tree/why-not?${query}`);
    this.#asked = `${key}.${label}`;
    this.#reasons.clear();
    this.#reasons.set(this.#asked, reasons);
  }

  draw(state, { rest: [key = '', label = ''] }) {
    if (!this.#tree) return;
    const { tasks, actions, rules } = this.#tree;
    this.rules = new Map(rules.map((rule) => [`${rule.procedure}.${rule.label}`, rule]));
    const wanted = this.part('#task').value.toLowerCase();
    const busy = tasks.filter((task) => isBusy(task, this.rules));
    const shown = (this.#all || wanted || busy.length === 0 ? tasks : busy)
      .filter(
        (task) =>
          !wanted ||
          named(`${task.task} ${task.binding.join(' ')}`)
            .toLowerCase()
            .includes(wanted),
      )
      .slice(0, 60);
    drawn(this.part('.tasks'), [shown, key, label, [...this.#reasons], state.past], () => [
      element(
        'p',
        { class: 'soft' },
        `${counted(tasks.length, 'task runs', 'tasks run')}, ${counted(busy.length, 'has', 'have')} something to do${shown.length < tasks.length ? `; ${shown.length} shown` : ''}.`,
      ),
      shown.length === 0 ? empty('No task like that.') : null,
      shown.map((task) =>
        element(
          'article',
          { class: 'task' },
          element('h2', {}, named(`${task.task}(${task.binding.join(', ')})`), element('small', {}, ` priority ${task.priority}`)),
          this.frame(task.frame, key, label, state),
        ),
      ),
    ]);
    drawn(this.part('.wanted'), actions, () =>
      actions.length === 0
        ? empty('None: nothing has to be done.')
        : element(
            'div',
            { class: 'rows' },
            actions.map((action) =>
              element(
                'div',
                { class: 'row' },
                element(
                  'span',
                  { class: 'line' },
                  element('b', {}, named(`${action.action}(${action.arguments.join(', ')})`)),
                  element('span', { class: 'soft' }, action.state.toLowerCase()),
                ),
                action.reason ? element('span', { class: 'reason' }, named(action.reason)) : null,
              ),
            ),
          ),
    );
    drawn(this.part('.programs'), [state.autonomy.programs, rules.length], () => [
      state.autonomy.programs.length
        ? element(
            'ul',
            { class: 'plain' },
            state.autonomy.programs.map((p) => element('li', {}, p)),
          )
        : empty('no programs run'),
      element(
        'p',
        { class: 'soft' },
        `${counted(rules.length, 'rule')}; a program is checked before it runs, and one that changes is rehearsed on what happened before it takes over.`,
      ),
    ]);
  }

  frame(frame, key, label, state) {
    const mine = [frame.procedure, ...frame.arguments].join('|');
    return element(
      'div',
      { class: 'frame' },
      element(
        'p',
        { class: 'soft' },
        element('code', {}, named(`${frame.procedure}(${frame.arguments.join(', ')})`)),
        frame.since ? ` · fires for ${lasting(since(frame.since, state.at))}` : '',
      ),
      element(
        'ol',
        { class: 'rules' },
        frame.rules.map((rule) => {
          const says = this.rules.get(`${frame.procedure}.${rule.label}`);
          const chosen = key === mine && label === rule.label;
          return element(
            'li',
            { class: `${rule.fires ? 'fires' : ''} ${chosen ? 'chosen' : ''}` },
            element(
              'button',
              {
                class: 'rule',
                'aria-expanded': String(chosen),
                'data-key': `${mine}.${rule.label}`,
                onclick: () => (chosen ? go('policies') : go('policies', [mine, rule.label])),
              },
              mark(rule),
              element('span', { class: 'label' }, rule.fires ? '▶ ' : '', rule.label),
              element('code', {}, says?.guard ?? ''),
              element('span', { class: 'does' }, says ? `→ ${says.does}` : ''),
            ),
            rule.reason
              ? element(
                  'p',
                  { class: 'reason' },
                  isBlocked(rule) ? `⊘ ${named(rule.reason)}` : (REASONS[rule.reason] ?? named(rule.reason)),
                )
              : null,
            chosen ? this.explanation(frame, rule, mine, state) : null,
          );
        }),
      ),
      frame.kids.length
        ? element(
            'div',
            { class: 'kids' },
            frame.kids.map((kid) => this.frame(kid, key, label, state)),
          )
        : null,
    );
  }

  explanation(frame, rule, mine, state) {
    if (rule.fires && frame.firing)
      return element('div', { class: 'explained' }, element('h3', {}, 'Why it fires'), because(frame.firing.because));
    const reasons = this.#reasons.get(`${mine}.${rule.label}`);
    const higher = frame.rules.findIndex((r) => r.fires);
    return element(
      'div',
      { class: 'explained' },
      element('h3', {}, 'Why it does not fire'),
      state.past
        ? element('p', { class: 'soft' }, `Its guard was ${(SIGNS[rule.value] ?? SIGNS.U)[0]} then. What was missing is told of now only.`)
        : reasons === undefined
          ? element('p', { class: 'soft' }, 'asking …')
          : reasons.length
            ? element(
                'ul',
                { class: 'plain' },
                reasons.map((reason) => element('li', {}, named(reason))),
              )
            : element(
                'p',
                {},
                rule.reason
                  ? `It would, but it is ${rule.reason}.`
                  : higher >= 0
                    ? `Its guard holds, but ${frame.rules[higher].label} stands above it.`
                    : 'Its guard holds.',
              ),
    );
  }
}

customElements.define('policies-view', PoliciesView);
