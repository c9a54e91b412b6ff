// Where the page is, in its address, so that any view of any moment can be sent to somebody:
// `#/map/link/ID?at=2026-03-01T12:00:00Z&layer=foreseen`.

export const VIEWS = ['incidents', 'map', 'intents', 'approvals', 'actions', 'forecasts', 'policies', 'audit', 'demo'];

export function route(hash = location.hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view, ...rest] = path.split('/').map(decodeURIComponent);
  return {
    view: VIEWS.includes(view) ? view : 'incidents',
    rest: VIEWS.includes(view) ? rest.filter(Boolean) : [],
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** The address of a view; the moment that is looked at is kept unless another is named. */
export function address(view, rest = [], query = {}) {
  const at = 'at' in query ? query.at : route().query.at;
  const parameters = new URLSearchParams(Object.entries({ ...query, at }).filter(([, value]) => value));
  const path = [view, ...rest].map(encodeURIComponent).join('/');
  return `#/${path}${parameters.size ? `?${parameters}` : ''}`;
}

export function go(view, rest, query) {
  location.hash = address(view, rest, query);
}

/** The same place at another moment; without one, now. */
export function goTo(at) {
  const { view, rest, query } = route();
  history.replaceState(null, '', address(view, rest, { ...query, at }));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

/** The same place with other parameters. */
export function refine(changes) {
  const { view, rest, query } = route();
  history.replaceState(null, '', address(view, rest, { ...query, ...changes }));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
