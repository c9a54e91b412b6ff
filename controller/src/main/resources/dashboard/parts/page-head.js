// <page-head>: on every view, above everything else: the time, how far the controller may go by
// itself, how much of that it has used, and the kill switch.

import { learnLook, nextLook } from '../core/look.js';
import { address, refine, route, VIEWS } from '../core/route.js';
import { listen } from '../core/store.js';
import { counted, day, drawn, element, lasting, since, timeOfDay, to } from '../core/text.js';
import { inWindow, press, text } from './confirm.js';
import { usedOfCaps } from './caps.js';

const TITLES = {
  incidents: 'Incidents',
  map: 'Map',
  intents: 'Intents',
  approvals: 'Approvals',
  actions: 'Actions',
  forecasts: 'Forecasts',
  policies: 'Policies',
  audit: 'Audit',
  demo: 'Play',
};
const HOUR = 3_600_000;

export function askForPause() {
  inWindow(
    {
      title: 'Pause autonomy?',
      text: 'Nothing new is started or changed by itself from then on, what is under way is taken back, what is in force stays. It holds across restarts, until somebody resumes.',
      label: 'Pause autonomy',
      danger: true,
      fields: [text('reason', 'why, for everybody to see', { 'aria-label': 'why, for everybody to see' })],
    },
    (button, { reason }) => press(button, 'POST', '/api/v1/autonomy/pause', reason.trim() ? { reason: reason.trim() } : undefined),
  );
}

export function askForResume() {
  inWindow({ title: 'Resume autonomy?', text: 'Programs start and change things again from now on.', label: 'Resume autonomy' }, (button) =>
    press(button, 'POST', '/api/v1/autonomy/resume'),
  );
}

class PageHead extends HTMLElement {
  connectedCallback() {
    this.append(
      element(
        'div',
        { class: 'top' },
        element('a', { class: 'brand', href: '#/incidents' }, element('span', { 'aria-hidden': 'true' }, '⊤'), 'Teleon'),
        element('p', { class: 'clock' }),
        element('p', { class: 'link-state', role: 'status' }, 'connecting …'),
        element('div', { class: 'cap' }),
        element('div', { class: 'autonomy' }),
        element(
          'div',
          { class: 'looks' },
          element('button', { class: 'plain', 'aria-label': 'dark or light', title: 'dark or light (t)', onclick: nextLook }, '◐'),
          element(
            'button',
            {
              class: 'plain',
              'aria-label': 'wall mode',
              title: 'wall mode: large, for a screen on the wall (w)',
              onclick: () => refine({ wall: route().query.wall ? null : '1' }),
            },
            '▣',
          ),
        ),
      ),
      element(
        'div',
        { class: 'paused', role: 'alert', hidden: true },
        element('p', {}),
        element('button', { id: 'resume', onclick: askForResume }, 'Resume …'),
      ),
      element('nav', { 'aria-label': 'Views' }, element('ul', {})),
    );
    learnLook();
    listen((state) => this.draw(state));
    window.addEventListener('hashchange', () => this.drawNav(this.state));
  }

  draw(state) {
    this.state = state;
    const lost = this.querySelector('.link-state');
    lost.classList.toggle('lost', !state.connected);
    lost.textContent = state.connected ? 'live' : 'the controller does not answer; what is shown is old';
    if (!state.status) return;
    const { status, autonomy } = state;
    drawn(this.querySelector('.clock'), status.at, () => [
      element('b', {}, timeOfDay(status.at)),
      ` ${day(status.at)} UTC`,
      status.simulated ? element('span', { class: 'sim' }, `simulated${status.speed ? `, ${status.speed} × as fast` : ''}`) : null,
    ]);
    this.drawAutonomy(autonomy);
    this.drawCap(state);
    this.drawNav(state);
  }

  drawAutonomy({ programs, paused, at }) {
    const banner = this.querySelector('.paused');
    banner.hidden = !paused;
    document.body.classList.toggle('is-paused', Boolean(paused));
    if (paused) {
      drawn(banner.querySelector('p'), { ...paused, at }, () => [
        element('b', {}, 'Autonomy is paused'),
        ` by ${paused.by} since ${timeOfDay(paused.at)}, ${lasting(since(paused.at, at))} ago${paused.reason ? `: ${paused.reason}` : ''}`,
      ]);
    }
    const mode = programs.length === 0 ? 'none' : paused ? 'paused' : 'running';
    drawn(this.querySelector('.autonomy'), mode, () => {
      if (mode === 'none') return element('span', { class: 'pill' }, 'no programs');
      if (mode === 'paused') return element('span', { class: 'pill paused-pill' }, 'autonomy paused');
      return [
        element('span', { class: 'pill running' }, 'autonomy on'),
        element('button', { id: 'pause', class: 'danger', onclick: askForPause, title: 'the kill switch (p)' }, 'Pause'),
      ];
    });
  }

  drawCap(state) {
    const from = new Date(state.now) - HOUR;
    const done = state.actions.filter((a) => new Date(a.proposedAt) >= from && a.state !== 'SUGGESTED' && a.state !== 'REFUSED').length;
    const nearest = usedOfCaps(state)[0];
    drawn(this.querySelector('.cap'), [done, nearest], () =>
      to(
        address('actions'),
        { class: 'cap-link', title: 'what was done by itself in the last hour, and the rule that is nearest to its limit' },
        element('b', {}, String(done)),
        ` ${done === 1 ? 'action' : 'actions'} in 1 h`,
        nearest
          ? element(
              'span',
              { class: `meter${nearest.used >= nearest.times ? ' full' : ''}` },
              element('meter', { min: 0, max: nearest.times, value: nearest.used, 'aria-label': `${nearest.label} used of its limit` }),
              `${nearest.used} of ${nearest.times} for ${nearest.label}`,
            )
          : null,
      ),
    );
  }

  drawNav(state) {
    const here = route();
    const open = state?.incidents.filter((i) => i.state === 'OPEN').length ?? 0;
    const questions = state?.autonomy?.questions.length ?? 0;
    const counts = { incidents: open, approvals: questions };
    drawn(this.querySelector('nav ul'), [here.view, here.query.at, counts, Boolean(state?.status?.simulated)], () =>
      VIEWS.filter((view) => view !== 'demo' || state?.status?.simulated).map((view) =>
        element(
          'li',
          {},
          to(
            address(view),
            { 'aria-current': here.view === view ? 'page' : null, 'data-key': view },
            TITLES[view],
            counts[view]
              ? element('span', { class: 'count', 'aria-label': counted(counts[view], 'open one', 'open ones') }, String(counts[view]))
              : null,
          ),
        ),
      ),
    );
  }
}

customElements.define('page-head', PageHead);
