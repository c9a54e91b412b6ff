// How values are written for people, and the few ways in which elements are made.

export function rate(bitsPerSecond) {
  if (bitsPerSecond === null) return 'unknown';
  for (const [unit, size] of [['Gbit/s', 1e9], ['Mbit/s', 1e6], ['kbit/s', 1e3]]) {
    if (bitsPerSecond >= size) return `${(bitsPerSecond / size).toFixed(2)} ${unit}`;
  }
  return `${bitsPerSecond.toFixed(0)} bit/s`;
}

export const percent = (share) => (share === null ? '?' : `${Math.round(share * 100)} %`);

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
