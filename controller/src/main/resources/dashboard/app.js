// Puts the page together: one view at a time, told of everything that is new.

import './parts/charts.js';
import './parts/net-map.js';
import './parts/page-head.js';
import './parts/time-bar.js';
import { askForPause, askForResume } from './parts/page-head.js';
import { nextLook } from './core/look.js';
import { go, goTo, refine, route, VIEWS } from './core/route.js';
import { begin, listen, state } from './core/store.js';
import { read } from './core/api.js';
import { ActionsView } from './views/actions.js';
import { ApprovalsView } from './views/approvals.js';
import { AuditView } from './views/audit.js';
import { DemoView } from './views/demo.js';
import { ForecastsView } from './views/forecasts.js';
import { IncidentsView } from './views/incidents.js';
import { IntentsView } from './views/intents.js';
import { MapView } from './views/map.js';
import { PoliciesView } from './views/policies.js';

const MADE = {
  incidents: IncidentsView,
  map: MapView,
  intents: IntentsView,
  approvals: ApprovalsView,
  actions: ActionsView,
  forecasts: ForecastsView,
  policies: PoliciesView,
  audit: AuditView,
  demo: DemoView,
};
const TITLES = { incidents: 'Incidents', demo: 'Play', map: 'Map' };

const main = document.getElementById('view');
let shown = null;

function showView() {
  const { view, query } = route();
  document.body.classList.toggle('wall', Boolean(query.wall));
  if (shown?.name !== view) {
    shown = { name: view, node: new MADE[view]() };
    main.replaceChildren(shown.node);
    document.title = `${TITLES[view] ?? view[0].toUpperCase() + view.slice(1)} · Teleon`;
  }
  if (state.topology) shown.node.show(state, route());
}

// --- keys: for those whose hands are on the keyboard at three in the morning

const KEYS = {
  t: nextLook,
  n: () => goTo(null),
  p: () => (state.autonomy?.paused ? askForResume() : askForPause()),
  w: () => refine({ wall: route().query.wall ? null : '1' }),
  ',': () => document.querySelector('time-bar').step(-1),
  '.': () => document.querySelector('time-bar').step(1),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea, dialog')) return;
  const view = VIEWS[Number(event.key) - 1];
  if (view && (view !== 'demo' || state.status?.simulated)) go(view);
  else if (event.key === 'Escape' && route().rest.length) go(route().view);
  else if (KEYS[event.key]) KEYS[event.key]();
  else return;
  event.preventDefault();
});

window.addEventListener('hashchange', showView);
listen(showView);
showView();
begin();
// What rules say changes with their programs only.
read('/api/v1/tree')
  .then(({ rules }) => {
    state.rules = rules;
  })
  .catch(() => {});
