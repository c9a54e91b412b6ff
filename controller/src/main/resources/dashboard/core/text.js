// How values are written for people, and the few ways in which elements are made.

export function rate(bitsPerSecond) {
  if (bitsPerSecond === null || bitsPerSecond === undefined) return 'unknown';
  for (const [unit, size] of [
    ['Gbit/s', 1e9],
    ['Mbit/s', 1e6],
    ['kbit/s', 1e3],
  ]) {
    if (Math.abs(bitsPerSecond) >= size) return `${(bitsPerSecond / size).toFixed(2)} ${unit}`;
  }
  return `${bitsPerSecond.toFixed(0)} bit/s`;
}

export const percent = (share) => (share === null || share === undefined ? '?' : `${Math.round(share * 100)} %`);

/** Two units at most: `7 min 50 s`, `42 s`, `12 ms`. */
export function lasting(millis) {
  const seconds = Math.floor(Math.max(0, millis) / 1000);
  if (seconds < 1) return `${Math.round(Math.max(0, millis))} ms`;
  if (seconds < 60) return `${seconds} s`;
  const two = (size, unit, small, smallUnit) => {
    const rest = Math.floor((seconds % size) / small);
    return `${Math.floor(seconds / size)} ${unit}${rest ? ` ${rest} ${smallUnit}` : ''}`;
  };
  if (seconds < 3600) return two(60, 'min', 1, 's');
  return seconds < 86_400 ? two(3600, 'h', 60, 'min') : two(86_400, 'd', 3600, 'h');
}

export const timeOfDay = (at) => at.slice(11, 19);
export const timeWithMillis = (at) => `${timeOfDay(at)}.${at.slice(20, 23).replace('Z', '').padEnd(3, '0')}`;
export const day = (at) => at.slice(0, 10);
export const since = (from, to) => new Date(to) - new Date(from);
export const ago = (from, to) => `${lasting(since(from, to))} ago`;

/** The time of day, with the day where it is another one than that of `now`. */
export const when = (at, now) => (day(at) === day(now) ? timeOfDay(at) : `${day(at).slice(5)} ${at.slice(11, 16)}`);

/** `1 intent`, `2 intents`. */
export const counted = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

function made(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'class') node.setAttribute('class', value);
    else if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const element = (name, attributes = {}, ...children) => made(document.createElement(name), attributes, children);

export const svg = (name, attributes = {}, ...children) =>
  made(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);

/** A link within the page. */
export const to = (href, attributes, ...children) => element('a', { href, ...attributes }, ...children);

/** Draws anew only where what is drawn has changed, so that what is read or pressed stays in place. */
export function drawn(node, key, draw) {
  const text = JSON.stringify(key);
  if (node.drawnFrom === text) return;
  node.drawnFrom = text;
  const focused = node.contains(document.activeElement) ? document.activeElement.getAttribute('data-key') : null;
  node.replaceChildren(...[draw()].flat(Infinity).filter(Boolean));
  if (focused) node.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}
