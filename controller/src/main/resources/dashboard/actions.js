// What programs did, the newest first; a click tells why.

import { confirm, pausedStrip, press } from './autonomy.js';
import { read } from './api.js';
import { named } from './names.js';
import { element, lasting, rate, svg, timeOfDay } from './text.js';

const by = (id) => document.getElementById(id);
const HOLDS = ['INSTALLING', 'ACTIVE', 'CONFIRMED', 'ENDING'];
const RATES = ['offered', 'carried', 'headroom', 'capacity', 'share_of'];

const chip = (state) => element('span', { class: `tag ${state}` }, state.toLowerCase());
const verdict = (word) => (word ? [element('span', { class: `verdict ${word}` }, `twin: ${word}`)] : []);

let shown = '';

export function drawActions({ actions, matching, total, at }) {
  by('actions-count').textContent = total === 0 ? '' : matching > actions.length ? `newest ${actions.length} of ${matching}` : `${total}`;
  // Drawn anew only when something is new, so that what is pressed or read stays in place.
  const key = JSON.stringify(actions.map((a) => [a.id, a.since, a.state]));
  if (key === shown) return;
  shown = key;
  by('actions').replaceChildren(...(actions.length === 0
    ? [element('li', { class: 'none' }, 'Nothing has been done by itself yet.')]
    : actions.map((action) => row(action, at))));
}

function row(action) {
  return element('li', {},
    element('button', { class: 'action', 'data-action': action.id, onclick: () => { location.hash = `action=${action.id}`; } },
      element('span', { class: 'line' }, chip(action.state), element('b', {}, `${action.action} ${named(action.target)}`),
        element('time', {}, timeOfDay(action.since))),
      element('span', { class: 'line soft' }, element('span', {}, `#${action.id} ${action.rule}`), ...verdict(action.twin)),
      element('span', { class: 'reason' }, named(action.reason))));
}

// --- the story of one

function section(title, ...children) {
  return element('section', {}, element('h3', {}, title), ...children);
}

function why({ task, path }) {
  const rules = path.map((rule) => {
    const bound = Object.entries(rule.binding).map(([name, value]) => `${name} = ${named(value)}`).join(', ');
    return element('li', {},
      element('p', { class: 'rule' }, element('code', {}, `${rule.procedure}(${rule.arguments.map(named).join(', ')})`),
        ' rule ', element('b', {}, rule.label), `, firing ${rule.number}`, ...(bound ? [element('small', {}, bound)] : [])),
      element('ul', { class: 'because' }, ...rule.because.map(({ text, truth, facts }) => {
        const word = { T: 'true', F: 'false' }[truth] ?? 'unknown';
        return element('li', {}, element('span', { class: `truth ${word}` }, word), element('code', {}, named(text)),
          element('table', {}, ...facts.map((fact) => element('tr', {},
            element('td', {}, named(fact.fact)), element('td', {}, fact.value),
            element('td', {}, fact.ageMillis === null ? 'never observed' : `${lasting(fact.ageMillis)} old`)))));
      })));
  });
  return section('Why', element('p', { class: 'soft' }, named(task)), element('ol', { class: 'rules' }, ...rules));
}

function forecast({ fact, horizonSeconds, model, at, p10, p50, p90, skill, capacity }) {
  const isRate = RATES.includes(fact.replace(/\(.*/, '').replace(/^.*\./, ''));
  const amount = (value) => (value === null ? 'unknown' : isRate ? rate(value) : value.toPrecision(4));
  const end = Math.max(capacity ?? 0, p90 ?? 0) * 1.04 || 1;
  const x = (value) => 4 + (Math.max(0, value ?? 0) / end) * 592;
  const bar = svg('svg', { class: 'range-bar', viewBox: '0 0 600 44', role: 'img', 'aria-label': 'p10 to p90 against the capacity' },
    svg('line', { class: 'axis', x1: 4, x2: 596, y1: 22, y2: 22 }),
    svg('rect', { class: 'range', x: x(p10), y: 12, width: Math.max(2, x(p90) - x(p10)), height: 20, rx: 4 }),
    svg('line', { class: 'middle', x1: x(p50), x2: x(p50), y1: 9, y2: 35 }));
  if (capacity !== null) bar.append(svg('line', { class: 'capacity', x1: x(capacity), x2: x(capacity), y1: 3, y2: 41 }));
  const share = (value) => (capacity && value !== null ? ` (${Math.round((100 * value) / capacity)} %)` : '');
  return section('Foreseen',
    element('p', {}, `${named(fact)} in ${lasting(horizonSeconds * 1000)}: `, element('b', {}, amount(p50)),
      `${share(p50)}, between ${amount(p10)}${share(p10)} and ${amount(p90)}${share(p90)}`, capacity === null ? '' : `, of ${amount(capacity)}`),
    bar,
    element('p', { class: 'soft' }, `${model}, at ${timeOfDay(at)}, skill ${skill === null ? 'unknown' : skill.toFixed(2)} over the naive baselines`));
}

function twin({ verdict: word, summary, ranked }) {
  return section('Rehearsed on the twin',
    element('p', {}, ...verdict(word), ` ${named(summary)}`),
    element('ol', { class: 'ranked' }, ...ranked.map((candidate) => element('li', {}, named(candidate)))));
}

function timeline(steps) {
  return section('What happened', element('ol', { class: 'timeline' }, ...steps.map((step, i) => element('li', { class: step.state },
    element('time', {}, `${timeOfDay(step.at)}.${step.at.slice(20, 23).replace('Z', '').padEnd(3, '0')}`),
    element('span', { class: 'after' }, i === 0 ? '' : `+${lasting(new Date(step.at) - new Date(steps[i - 1].at))}`),
    chip(step.state), element('span', {}, named(step.text))))));
}

function lines(title, texts) {
  return texts.length === 0 ? [] : [section(title, element('ul', { class: 'plain' }, ...texts.map((text) => element('li', {}, named(text)))))];
}

function undo(action) {
  if (!HOLDS.includes(action.state)) return [];
  return [element('button', {
    class: 'danger',
    onclick: () => confirm({
      title: `Undo action ${action.id}?`,
      text: `${action.action} ${named(action.target)} is taken back, and programs keep from doing it again for a while.`,
      label: 'Undo it', danger: true,
    }, (button) => press(button, 'POST', `/api/v1/actions/${action.id}/undo`, {})),
  }, 'Undo')];
}

function story(action) {
  return [
    ...pausedStrip(),
    element('header', {},
      element('div', {}, element('p', { class: 'soft' }, `action ${action.id}, ${timeOfDay(action.proposedAt)}, by `, element('code', {}, action.rule)),
        element('h2', {}, `${action.action} ${named(action.target)}`, ' ', chip(action.state))),
      element('span', { class: 'buttons' }, ...undo(action),
        element('button', { 'aria-label': 'close', onclick: () => { location.hash = ''; } }, 'Close'))),
    element('p', { class: 'call' }, element('code', {}, `${action.action}(${action.arguments.map(named).join(', ')})`)),
    timeline(action.steps),
    ...(action.explanation ? [why(action.explanation)] : []),
    ...(action.forecast ? [forecast(action.forecast)] : []),
    ...(action.rehearsal ? [twin(action.rehearsal)] : []),
    ...lines('Guardrails and settings that let it pass', action.explanation?.passed ?? []),
    ...lines('What it changes', action.diff),
    ...lines('Intents', action.intents.length === 0 ? [] : [action.intents.join(', ')]),
  ];
}

let told = '';

/** Tells the action that the address names, if it names one. */
export async function tellChosen() {
  const dialog = by('story');
  const id = /^#action=(\d+)$/.exec(location.hash)?.[1];
  if (!id) {
    told = '';
    if (dialog.open) dialog.close();
    return;
  }
  try {
    const action = await read(`/api/v1/actions/${id}`);
    const key = JSON.stringify({ ...action, at: '', paused: pausedStrip().length });
    if (key !== told) dialog.replaceChildren(...story(action));
    told = key;
  } catch (problem) {
    dialog.replaceChildren(element('p', {}, problem.message), element('button', { onclick: () => { location.hash = ''; } }, 'Close'));
  }
  if (!dialog.open) dialog.showModal();
}

by('story').addEventListener('close', () => { if (location.hash.startsWith('#action=')) location.hash = ''; });
window.addEventListener('hashchange', tellChosen);
