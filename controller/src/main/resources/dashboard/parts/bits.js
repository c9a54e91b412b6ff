// Small pieces that several views are made of.

import { named } from '../core/names.js';
import { address } from '../core/route.js';
import { drawn, element, timeOfDay, to, when } from '../core/text.js';

const SIGNS = {
  // installed and measured states of intents
  INSTALLED: '✓',
  FULFILLED: '✓',
  REROUTING: '↻',
  COMPILING: '…',
  INSTALLING: '…',
  SUBMITTED: '…',
  DEGRADED: '▼',
  NOT_FULFILLED: '✕',
  FAILED: '✕',
  PARKED: '❚❚',
  SUSPENDED: '❚❚',
  WITHDRAWING: '…',
  WITHDRAWN: '–',
  UNKNOWN: '?',
  // states of actions
  CONFIRMED: '✓',
  ENDED: '✓',
  ACTIVE: '▶',
  PROPOSED: '…',
  REHEARSING: '…',
  ENDING: '…',
  SUGGESTED: '○',
  UNDOING: '↶',
  UNDONE: '↶',
  REFUSED: '✕',
  // incidents
  OPEN: '●',
  CLEARED: '✓',
};

/** A state as a sign and a word, never as a colour alone. */
export const chip = (state) =>
  element(
    'span',
    { class: `tag ${state}` },
    element('span', { 'aria-hidden': 'true' }, `${SIGNS[state] ?? ''} `),
    state.toLowerCase().replaceAll('_', ' '),
  );

export const severity = (word) =>
  element(
    'span',
    { class: `sev ${word}` },
    element('span', { 'aria-hidden': 'true' }, { critical: '▲▲ ', major: '▲ ', minor: '△ ', warning: '△ ' }[word] ?? ''),
    word,
  );

export const verdict = (word) => (word ? element('span', { class: `verdict ${word}` }, `twin: ${word}`) : null);

export const panel = (title, ...children) => element('section', { class: 'panel' }, title ? element('h2', {}, title) : null, children);

export const empty = (words) => element('p', { class: 'empty' }, words);

/** Whether an action rests on a forecast, or on what was measured. */
export const foresaw = (action) => action.rule.startsWith('congestion.') || Boolean(action.forecast);

/** A line of a list of actions: what, where, why, how it went. */
export function actionRow(action, now) {
  return to(
    address('actions', [String(action.id)]),
    { class: 'row action', 'data-key': `action-${action.id}`, 'data-action': action.id },
    element(
      'span',
      { class: 'line' },
      chip(action.state),
      element('b', {}, `${action.action} ${named(action.target)}`),
      element('time', {}, when(action.since, now)),
    ),
    element('span', { class: 'reason' }, named(action.reason)),
    element('span', { class: 'line soft' }, element('span', {}, `#${action.id} by ${action.rule}`), verdict(action.twin)),
  );
}

// Identifiers of switches and links say less to people than the names the text has for them.
const isNamed = (subject, text) => text.includes(subject) || /^[0-9a-f]{16}/.test(subject);

export function eventRow({ at, severity: word, subject, text, kind }) {
  return element(
    'li',
    { title: kind },
    element('time', {}, timeOfDay(at)),
    word === 'normal' ? null : severity(word),
    element('div', {}, named(isNamed(subject, text) ? text : `${subject}: ${text}`)),
  );
}

/** Fills a list with rows, only where they have changed. */
export function fill(list, rows, key, otherwise) {
  drawn(list, key, () => (rows.length === 0 ? [empty(otherwise)] : rows.map((row) => row())));
}

/** A list of names and values. */
export const facts = (pairs) =>
  element(
    'dl',
    {},
    pairs
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  );
