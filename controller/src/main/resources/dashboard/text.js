// How values are written for people, and the few ways in which elements are made.

export function rate(bitsPerSecond) {
  if (bitsPerSecond === null) return 'unknown';
  for (const [unit, size] of [['Gbit/s', 1e9], ['Mbit/s', 1e6], ['kbit/s', 1e3]]) {
    if (bitsPerSecond >= size) return `${(bitsPerSecond / size).toFixed(2)} ${unit}`;
  }
  return `${bitsPerSecond.toFixed(0)} bit/s`;
}

export const percent = (share) => (share === null ? '?' : `${Math.round(share * 100)} %`);

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

export const day = (at) => at.slice(0, 10);

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'class') made.className = value;
    else if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}
