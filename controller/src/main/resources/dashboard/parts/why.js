// Why something was done: rules with what they stood on, the forecast, what the twin said.

import { named } from '../core/names.js';
import { element, lasting, rate, svg, timeOfDay } from '../core/text.js';
import { verdict } from './bits.js';

const RATES = ['offered', 'carried', 'headroom', 'capacity', 'share_of'];
const WORDS = { T: ['true', '✓'], F: ['false', '✕'], U: ['unknown', '?'] };

/** A value of three-valued logic, as a sign and a word. */
export function truth(letter) {
  const [word, sign] = WORDS[letter] ?? WORDS.U;
  return element('span', { class: `truth ${word}` }, element('span', { 'aria-hidden': 'true' }, `${sign} `), word);
}

export const section = (title, ...children) => element('section', {}, element('h3', {}, title), children);

export function because(parts) {
  return element(
    'ul',
    { class: 'because' },
    parts.map(({ text, literal, truth: value, value: letter, facts }) =>
      element(
        'li',
        {},
        truth(value ?? letter),
        element('code', {}, named(text ?? literal)),
        facts.length === 0
          ? null
          : element(
              'ul',
              { class: 'facts' },
              facts.map((fact) =>
                element(
                  'li',
                  {},
                  element('span', {}, named(fact.fact)),
                  element('b', {}, fact.value),
                  element(
                    'span',
                    { class: 'soft' },
                    fact.ageMillis === null || fact.ageMillis < 0
                      ? 'never observed'
                      : `${lasting(fact.ageMillis)} old${fact.source ? `, by ${fact.source}` : ''}`,
                  ),
                ),
              ),
            ),
      ),
    ),
  );
}

export function why({ task, path }) {
  return section(
    'Why',
    element('p', { class: 'soft' }, `for the task ${named(task)}`),
    element(
      'ol',
      { class: 'rules' },
      path.map((rule) => {
        const bound = Object.entries(rule.binding)
          .map(([name, value]) => `${name} = ${named(value)}`)
          .join(', ');
        return element(
          'li',
          {},
          element(
            'p',
            { class: 'rule' },
            element('code', {}, `${rule.procedure}(${rule.arguments.map(named).join(', ')})`),
            ' rule ',
            element('b', {}, rule.label),
            `, firing ${rule.number}`,
            bound ? element('small', {}, bound) : null,
          ),
          because(rule.because),
        );
      }),
    ),
  );
}

export function foreseen({ fact, horizonSeconds, model, at, p10, p50, p90, skill, capacity }) {
  const isRate = RATES.includes(fact.replace(/\(.*/, '').replace(/^.*\./, ''));
  const amount = (value) => (value === null ? 'unknown' : isRate ? rate(value) : value.toPrecision(4));
  const end = Math.max(capacity ?? 0, p90 ?? 0) * 1.04 || 1;
  const x = (value) => 4 + (Math.max(0, value ?? 0) / end) * 592;
  const share = (value) => (capacity && value !== null ? ` (${Math.round((100 * value) / capacity)} %)` : '');
  return section(
    'Foreseen',
    element(
      'p',
      {},
      `${named(fact)} in ${lasting(horizonSeconds * 1000)}: `,
      element('b', {}, amount(p50)),
      `${share(p50)}, between ${amount(p10)}${share(p10)} and ${amount(p90)}${share(p90)}`,
      capacity === null ? '' : `, of ${amount(capacity)}`,
    ),
    svg(
      'svg',
      { class: 'range-bar', viewBox: '0 0 600 44', role: 'img', 'aria-label': 'p10 to p90 against the capacity' },
      svg('line', { class: 'axis', x1: 4, x2: 596, y1: 22, y2: 22 }),
      svg('rect', { class: 'range', x: x(p10), y: 12, width: Math.max(2, x(p90) - x(p10)), height: 20, rx: 4 }),
      svg('line', { class: 'middle', x1: x(p50), x2: x(p50), y1: 9, y2: 35 }),
      capacity === null ? null : svg('line', { class: 'capacity', x1: x(capacity), x2: x(capacity), y1: 3, y2: 41 }),
    ),
    element(
      'p',
      { class: 'soft' },
      `${model}, at ${timeOfDay(at)}, skill ${skill === null ? 'unknown' : skill.toFixed(2)} over the naive baselines`,
    ),
  );
}

export function twin({ verdict: word, summary, ranked }) {
  return section(
    'Rehearsed on the twin',
    element('p', {}, verdict(word), ` ${named(summary)}`),
    ranked.length
      ? element(
          'ol',
          { class: 'ranked' },
          ranked.map((candidate) => element('li', {}, named(candidate))),
        )
      : null,
  );
}

export function lines(title, texts) {
  return texts.length === 0
    ? null
    : section(
        title,
        element(
          'ul',
          { class: 'plain' },
          texts.map((text) => element('li', {}, named(text))),
        ),
      );
}

export const diff = (title, texts) =>
  texts.length === 0 ? null : section(title, element('pre', { class: 'diff', tabindex: '0' }, texts.map(named).join('\n')));
