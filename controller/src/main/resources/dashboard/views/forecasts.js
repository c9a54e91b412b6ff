// What is foreseen of each link, and how right it was before; the model with its card and licence.

import { read } from '../core/api.js';
import { linkName } from '../core/names.js';
import { address } from '../core/route.js';
import { drawn, element, lasting, percent, timeOfDay, to } from '../core/text.js';
import { empty, facts, panel } from '../parts/bits.js';
import { carried, fanRows, judgedRows, judgement } from '../parts/charts.js';
import { breach, foreseenShare } from '../parts/foresight.js';
import { View } from './view.js';

const HORIZON = 900;
const worst = (forecast) => foreseenShare(forecast, { licensedOnly: false }) ?? -1;

/** What forecasts have seen of an earlier life. */
function pastTraffic({ warm, told, known, tookSeconds }) {
  if (warm) return known > 0 ? `${known} observations, seen in ${lasting(tookSeconds * 1000)}` : null;
  return known > 0 ? `${percent(told / known)} of ${known} observations seen: nothing is foreseen until it is all` : 'waits until all links are measured';
}

/** The model in force: its licence, its card, and how it came to be. */
function model({ name, since, reason, card, licence, lossRatio, muted, intake, predecessor, lastTraining, changes }) {
  const acts = licence.mayAct;
  return [
    element('p', { class: `licence ${acts ? 'yes' : 'no'}` }, `${acts ? '✓' : '✕'} licensed to drive action on ${licence.licensed} of ${licence.series} series`),
    element(
      'p',
      { class: 'soft' },
      muted
        ? 'Its skill has decayed: simple forecasters speak alone until it is better again.'
        : 'It has that licence for a series only while it beats the naive forecasts there on what came lately, and loses it by itself.',
    ),
    facts([
      ['name', name],
      ['in force since', timeOfDay(since)],
      ['because', reason],
      ['loss against naive', lossRatio === null ? 'not judged yet' : lossRatio.toFixed(2)],
      ['past traffic', pastTraffic(intake)],
      ['turned away', intake.refused > 0 ? `${intake.refused} observations, for too many series are followed already` : null],
      ['before it', predecessor],
      ['last training', lastTraining],
      ...Object.entries(card).map(([key, value]) => [key.replaceAll('-', ' '), value]),
    ]),
    changes.length > 1 ? element('ul', { class: 'plain' }, changes.map((c) => element('li', {}, `${timeOfDay(c.at)} ${c.model}: ${c.reason}`))) : null,
  ];
}

export class ForecastsView extends View {
  #models = [];
  #judged = [];
  #past = [];
  #of = '';

  build() {
    this.append(
      element(
        'div',
        { class: 'columns narrow-first' },
        panel(
          'Links by what is foreseen',
          element('p', { class: 'soft' }, 'At worst in nine of ten, within 30 min.'),
          element('div', { class: 'rows links' }),
        ),
        element(
          'div',
          { class: 'stack' },
          element('section', { class: 'panel one', 'aria-live': 'polite' }),
          panel('The model', element('div', { class: 'model' })),
        ),
      ),
    );
  }

  sorted(state) {
    return [...state.forecasts.values()].sort((a, b) => worst(b) - worst(a));
  }

  chosen(state, { rest: [id] }) {
    return state.forecasts.get(id) ?? this.sorted(state)[0];
  }

  async fetch(state, route) {
    const forecast = this.chosen(state, route);
    const [{ models }, { judged }, past] = await Promise.all([
      read('/api/v1/models'),
      forecast ? read(`/api/v1/forecasts/judged?${new URLSearchParams({ link: forecast.link })}`) : { judged: [] },
      forecast ? carried(forecast.link, state.at) : [],
    ]);
    this.#models = models;
    this.#judged = judged.filter((j) => j.horizonSeconds === HORIZON && (!state.past || j.issuedAt <= state.at));
    this.#past = past;
    this.#of = forecast?.link ?? '';
  }

  draw(state, route) {
    const forecast = this.chosen(state, route);
    drawn(this.part('.links'), [forecast?.link, this.sorted(state).map((f) => [f.link, f.at])], () => {
      const all = this.sorted(state);
      if (all.length === 0) return empty('Nothing is foreseen yet: forecasts need some hours of traffic, or forecasts are not configured.');
      return all.map((f) => {
        const soon = breach(f);
        return to(
          address('forecasts', [f.link]),
          { class: 'row', 'aria-current': f.link === forecast?.link ? 'true' : null, 'data-key': f.link },
          element(
            'span',
            { class: 'line' },
            element('b', {}, linkName(f.link)),
            element('span', {}, percent(foreseenShare(f, { licensedOnly: false }))),
          ),
          element(
            'span',
            { class: 'line soft' },
            element('span', {}, f.licensed ? '✓ licensed' : '✕ no licence'),
            soon ? element('span', { class: 'truth unknown' }, `above 90 % in ${lasting(soon.seconds * 1000)}`) : null,
          ),
        );
      });
    });
    if (forecast && this.#of === forecast.link) this.drawOne(state, forecast);
    drawn(this.part('.model'), this.#models, () => (this.#models.length === 0 ? empty('no model') : this.#models.map(model)));
  }

  drawOne(state, forecast) {
    const told = judgement(this.#judged);
    drawn(this.part('.one'), [forecast.link, forecast.at, this.#judged.length, this.#past.length], () => {
      const fan = element('series-chart', { height: 210 });
      const before = element('series-chart', { height: 190 });
      const name = linkName(forecast.link);
      setTimeout(() => {
        fan.show({
          rows: fanRows(this.#past, forecast),
          capacity: forecast.capacityBitsPerSecond,
          now: state.at,
          licensed: forecast.licensed,
          words: `What ${name} carried in the last hour, and what is foreseen to be offered to it: the middle, and the band from p10 to p90.`,
        });
        before.show({
          rows: judgedRows(this.#judged),
          capacity: null,
          now: null,
          licensed: forecast.licensed,
          words: told
            ? `Foreseen 15 min before, with the band from p10 to p90, beside what came (the plain line): ${percent(told.inside)} of ${told.count} lay inside the band, which is made for 80 %; the middle was off by ${percent(told.error)}.`
            : 'Nothing foreseen has come to be judged yet.',
        });
      });
      return [
        element('h1', {}, name),
        element(
          'p',
          { class: `licence ${forecast.licensed ? 'yes' : 'no'}` },
          forecast.licensed ? '✓ licensed: programs may act on it' : '✕ not licensed: programs may not act on it',
          `; ${forecast.model}, skill ${forecast.skill === null ? 'unknown' : forecast.skill.toFixed(2)} over the naive baselines`,
        ),
        element('h2', {}, 'Ahead'),
        fan,
        element('h2', {}, 'Predicted against actual'),
        before,
        to(address('map', ['link', forecast.link], { layer: 'foreseen' }), {}, 'on the map'),
      ];
    });
  }
}

customElements.define('forecasts-view', ForecastsView);
