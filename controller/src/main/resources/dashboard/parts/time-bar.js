// <time-bar>: the past of everything that is shown; drag, or step with the arrow keys, and all views
// show how it was then.

import { goTo, route } from '../core/route.js';
import { listen } from '../core/store.js';
import { ago, drawn, element, svg, timeOfDay, when } from '../core/text.js';

const SERIOUS = ['major', 'critical'];
const WIDTH = 1000;

class TimeBar extends HTMLElement {
  #slider = element('input', {
    type: 'range',
    min: '0',
    max: '1000',
    step: '1',
    'aria-label': 'Look at another time',
    oninput: () => this.#move(),
  });
  #words = element('output', { class: 'moment' });
  #live = element('button', { class: 'live', onclick: () => goTo(null), title: 'back to now (n)' }, 'Now');
  #marks = element('div', { class: 'marks' });

  connectedCallback() {
    this.setAttribute('role', 'group');
    this.setAttribute('aria-label', 'Time');
    this.append(this.#words, element('div', { class: 'track' }, this.#marks, this.#slider), this.#live);
    listen((state) => this.draw(state));
  }

  get span() {
    const { moments } = this.state;
    return [new Date(moments[0]).getTime(), new Date(moments.at(-1)).getTime()];
  }

  #move() {
    const [from, till] = this.span;
    const wanted = from + ((till - from) * this.#slider.value) / 1000;
    if (Number(this.#slider.value) >= 1000) goTo(null);
    else goTo(this.state.moments.findLast((m) => new Date(m).getTime() <= wanted) ?? this.state.moments[0]);
  }

  /** One kept moment earlier or later. */
  step(by) {
    const { moments } = this.state;
    const at = route().query.at;
    const here = at ? moments.findLastIndex((m) => m <= at) : moments.length - 1;
    const next = here + by;
    goTo(next >= moments.length - 1 ? null : moments[Math.max(0, next)]);
  }

  draw(state) {
    this.state = state;
    this.hidden = state.moments.length < 2;
    if (this.hidden) return;
    const [from, till] = this.span;
    const place = (at) => ((new Date(at).getTime() - from) / (till - from || 1)) * WIDTH;
    this.classList.toggle('past', state.past);
    this.#live.disabled = !state.past;
    document.body.classList.toggle('is-past', state.past);
    if (document.activeElement !== this.#slider || !this.#slider.matches(':active')) {
      this.#slider.value = state.past ? Math.round(place(state.at)) : 1000;
    }
    const words = state.past ? `${when(state.at, state.now)}, ${ago(state.at, state.now)}` : `now, ${timeOfDay(state.now)}`;
    this.#words.textContent = words;
    this.#slider.setAttribute('aria-valuetext', words);
    const serious = state.events.filter((e) => SERIOUS.includes(e.severity)).map((e) => e.at);
    const actions = state.actions.map((a) => a.proposedAt);
    drawn(this.#marks, [moments(from), moments(till), serious.length, actions.length], () =>
      svg(
        'svg',
        {
          viewBox: `0 0 ${WIDTH} 16`,
          preserveAspectRatio: 'none',
          'aria-hidden': 'true',
        },
        serious.filter((at) => place(at) >= 0).map((at) => svg('path', { class: 'serious', d: `M${place(at)} 0v7` })),
        actions.filter((at) => place(at) >= 0).map((at) => svg('path', { class: 'done', d: `M${place(at)} 9v7` })),
      ),
    );
  }
}

const moments = (millis) => Math.round(millis / 60_000);

customElements.define('time-bar', TimeBar);
