// What is foreseen of a link, drawn beside what was measured and its capacity.

import { read } from './api.js';
import { element, rate, svg } from './text.js';

const WIDTH = 320;
const HEIGHT = 170;
const LEFT = 34;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 20;
const PAST = 60 * 60_000;
const NEAR = 30 * 60;

/** Rates between readings of a counter of octets, as [time, bit/s]; a counter that went back began anew. */
export function rates(samples) {
  const found = [];
  for (let i = 1; i < samples.length; i++) {
    const [[before, from], [at, to]] = [samples[i - 1], samples[i]];
    if (at > before && to >= from) found.push([at, ((to - from) * 8000) / (at - before)]);
  }
  return found;
}

/** The highest share of its capacity that p90 reaches within half an hour, where programs may act on it. */
export function foreseenShare(forecast) {
  if (!forecast?.licensed || !forecast.capacityBitsPerSecond) return null;
  const near = forecast.points.filter((p) => p.horizonSeconds <= NEAR && p.p90BitsPerSecond !== null);
  return near.length === 0 ? null : Math.max(...near.map((p) => p.p90BitsPerSecond)) / forecast.capacityBitsPerSecond;
}

export async function measured(link, now) {
  const series = `ifOutOctets@port:${link.source}`;
  const from = new Date(new Date(now) - PAST).toISOString();
  const query = new URLSearchParams({ series, from });
  const answer = await read(`/api/v1/telemetry?${query}`);
  return rates(answer.series[0].samples);
}

function line(points, x, y) {
  return points.map(([at, value], i) => `${i ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join('');
}

/** @param past [time, bit/s] */
export function fan(link, forecast, past, now) {
  const at = +new Date(now);
  const points = forecast?.points ?? [];
  const made = forecast ? +new Date(forecast.at) : at;
  const ahead = points.length ? Math.max(...points.map((p) => p.horizonSeconds)) * 1000 : PAST;
  const [first, last] = [at - PAST, Math.max(made + ahead, at + PAST / 4)];
  const capacity = link.capacityBitsPerSecond;
  const top = 1.08 * Math.max(capacity, ...points.map((p) => p.p90BitsPerSecond ?? 0), ...past.map(([, value]) => value));
  const x = (time) => LEFT + ((time - first) / (last - first)) * (WIDTH - LEFT - RIGHT);
  const y = (value) => HEIGHT - BOTTOM - (Math.max(0, value) / top) * (HEIGHT - TOP - BOTTOM);
  const drawing = svg('svg', { class: 'fan', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': 'Carried and foreseen traffic against the capacity' });
  for (const share of [0, 0.5, 1]) {
    drawing.append(svg('line', { class: share === 1 ? 'capacity' : 'rule', x1: LEFT, x2: WIDTH - RIGHT, y1: y(share * capacity), y2: y(share * capacity) }),
      svg('text', { class: 'tick', x: LEFT - 4, y: y(share * capacity) + 3, 'text-anchor': 'end' }, `${share * 100} %`));
  }
  const known = points.filter((p) => p.p10BitsPerSecond !== null && p.p90BitsPerSecond !== null)
    .map((p) => ({ at: made + p.horizonSeconds * 1000, ...p }));
  if (known.length > 0) {
    const upper = known.map((p) => [p.at, p.p90BitsPerSecond]);
    const lower = known.map((p) => [p.at, p.p10BitsPerSecond]).reverse();
    const state = forecast.licensed ? '' : ' unlicensed';
    drawing.append(svg('path', { class: `range${state}`, d: `${line([...upper, ...lower], x, y)}Z` }),
      svg('path', { class: `middle${state}`, d: line(known.map((p) => [p.at, p.p50BitsPerSecond]), x, y) }));
  }
  drawing.append(svg('line', { class: 'now', x1: x(at), x2: x(at), y1: TOP, y2: HEIGHT - BOTTOM }),
    svg('path', { class: 'carried', d: line(past, x, y) }));
  const ticks = [[first, '-1 h'], [at, 'now'], [last, `+${Math.round((last - at) / 60_000)} min`]];
  ticks.forEach(([time, text], i) => drawing.append(svg('text', { class: 'tick', x: x(time), y: HEIGHT - 6, 'text-anchor': ['start', 'middle', 'end'][i] }, text)));
  return element('figure', { class: 'forecast' }, drawing, caption(link, forecast, known));
}

function caption(link, forecast, known) {
  if (!forecast || known.length === 0) return element('figcaption', {}, 'Nothing is foreseen for this link.');
  const { p10BitsPerSecond: p10, p90BitsPerSecond: p90, horizonSeconds } = known[known.length - 1];
  return element('figcaption', {},
    element('span', {}, `in ${Math.round(horizonSeconds / 60)} min ${rate(p10)} to ${rate(p90)} of ${rate(link.capacityBitsPerSecond)}`),
    element('span', {}, `${forecast.model}, skill ${forecast.skill === null ? 'unknown' : forecast.skill.toFixed(2)}`),
    element('span', { class: forecast.licensed ? 'licence yes' : 'licence no' },
      forecast.licensed ? 'licensed: programs may act on it' : 'no licence: no better than naive, programs do not act on it'));
}
