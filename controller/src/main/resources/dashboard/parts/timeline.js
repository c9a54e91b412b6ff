// What happened, from what was measured to what was undone, on one clock.

import { named } from '../core/names.js';
import { address } from '../core/route.js';
import { element, lasting, percent, rate, since, timeWithMillis, to } from '../core/text.js';
import { chip } from './bits.js';

const LANES = {
  measured: 'measured',
  foreseen: 'foreseen',
  decided: 'decided',
  rehearsed: 'rehearsed',
  acted: 'acted',
  proved: 'proved',
  undone: 'undone',
  element: 'seen',
  intent: 'intents',
  incident: 'incident',
};

const LANE_OF = {
  SUGGESTED: 'decided',
  PROPOSED: 'decided',
  REHEARSING: 'rehearsed',
  REFUSED: 'decided',
  INSTALLING: 'acted',
  ACTIVE: 'acted',
  CONFIRMED: 'proved',
  ENDING: 'undone',
  ENDED: 'undone',
  UNDOING: 'undone',
  UNDONE: 'undone',
  FAILED: 'decided',
};

/** The facts that a decision stood on, at the times they were measured; the newest few. */
function measured(action) {
  const facts = (action.explanation?.path ?? [])
    .flatMap((rule) => rule.because)
    .flatMap((part) => part.facts)
    .filter(
      (fact) =>
        fact.ageMillis !== null &&
        fact.ageMillis >= 0 &&
        !fact.fact.startsWith('forecast') &&
        fact.value !== 'true' &&
        fact.value !== 'false',
    );
  const unique = [...new Map(facts.map((fact) => [fact.fact, fact])).values()];
  return unique.slice(0, 4).map((fact) => ({
    at: new Date(new Date(action.proposedAt) - fact.ageMillis).toISOString(),
    lane: 'measured',
    text: `${named(fact.fact)} is ${fact.value}`,
  }));
}

/** Everything about one action: what was measured, foreseen, decided, rehearsed, done, proved. */
export function entriesOf(action) {
  const entries = measured(action);
  if (action.forecast) {
    const { fact, at, horizonSeconds, model, p50, p90, capacity } = action.forecast;
    const value = (amount) => `${rate(amount)}${capacity ? ` (${percent(amount / capacity)})` : ''}`;
    entries.push({
      at,
      lane: 'foreseen',
      text: `${named(fact)} in ${lasting(horizonSeconds * 1000)}: ${value(p50)}, perhaps ${value(p90)}; by ${model}`,
    });
  }
  for (const step of action.steps) {
    entries.push({ at: step.at, lane: LANE_OF[step.state], text: named(step.text), state: step.state, action: action.id });
  }
  return entries;
}

/** The lines of an incident, with what its actions did in between. */
export function entriesOfIncident(incident, actions) {
  const lines = (incident.timeline ?? [])
    .map((line) => ({ at: line.at, lane: line.about.toLowerCase(), text: named(line.text) }))
    .filter((line) => line.lane !== 'action');
  return [...lines, ...actions.flatMap(entriesOf)];
}

/** Draws entries in the order of their times, each with the time since the one before. */
export function timeline(entries) {
  const sorted = entries.map((entry, i) => ({ ...entry, i })).sort((a, b) => new Date(a.at) - new Date(b.at) || a.i - b.i);
  return element(
    'ol',
    { class: 'timeline' },
    sorted.map((entry, i) =>
      element(
        'li',
        { class: `lane-${entry.lane} ${entry.state ?? ''}` },
        to(
          address('map', [], { at: entry.at }),
          { class: 'at', title: 'look at everything at this moment' },
          element('time', {}, timeWithMillis(entry.at)),
        ),
        element('span', { class: 'after' }, i === 0 ? '' : `+${lasting(since(sorted[i - 1].at, entry.at))}`),
        element('span', { class: 'lane' }, LANES[entry.lane] ?? entry.lane),
        element('span', { class: 'what' }, entry.state ? [chip(entry.state), ' '] : null, entry.text),
      ),
    ),
  );
}
