// Series, drawn by uPlot: what a link carried and what is foreseen of it; what was foreseen before
// beside what came.

import { read } from '../core/api.js';
import { element, rate } from '../core/text.js';

const { uPlot } = globalThis;
const PAST = 60 * 60_000;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** A colour of the page as the canvas understands it: `light-dark()` is not known there. */
function resolved(name) {
  const probe = element('i', { hidden: true, style: `color:${colour(name) ? `var(--${name})` : name}` });
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

const faded = (rgb, share) => rgb.replace(/^rgb\(/, 'rgba(').replace(/\)$/, `, ${share})`);

/** Rates between readings of a counter of octets, as [seconds, bit/s]; a counter that went back began anew. */
export function rates(samples) {
  const found = [];
  for (let i = 1; i < samples.length; i++) {
    const [[before, from], [at, to]] = [samples[i - 1], samples[i]];
    if (at > before && to >= from) found.push([at / 1000, ((to - from) * 8000) / (at - before)]);
  }
  return found;
}

/** What a link carried in the hour before `now`. */
export async function carried(link, now) {
  const till = new Date(now);
  const query = new URLSearchParams({
    series: `ifOutOctets@port:${link.split('>')[0]}`,
    from: new Date(till - PAST).toISOString(),
    to: till.toISOString(),
  });
  const { series } = await read(`/api/v1/telemetry?${query}`);
  return rates(series[0]?.samples ?? []);
}

function axes(ink, grid) {
  const font = '11px system-ui, sans-serif';
  return [
    {
      stroke: ink,
      grid: { stroke: grid, width: 1 },
      ticks: { show: false },
      font,
      size: 26,
      values: (_, ticks) => ticks.map((t) => new Date(t * 1000).toISOString().slice(11, 16)),
    },
    {
      stroke: ink,
      grid: { stroke: grid, width: 1 },
      ticks: { show: false },
      font,
      size: 62,
      values: (_, ticks) => ticks.map((v) => (v === 0 ? '0' : rate(v).replace(/\.00/, '').replace('bit/s', 'b/s'))),
    },
  ];
}

class SeriesChart extends HTMLElement {
  #plot = null;
  #data = null;
  #caption = element('figcaption');

  connectedCallback() {
    this.setAttribute('role', 'figure');
    this.recolour = () => this.#draw();
    window.addEventListener('teleon-theme', this.recolour);
    this.resizes = new ResizeObserver(() => this.#plot?.setSize({ width: this.clientWidth, height: this.#height() }));
    this.resizes.observe(this);
  }

  disconnectedCallback() {
    window.removeEventListener('teleon-theme', this.recolour);
    this.resizes?.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  #height() {
    return Number(this.getAttribute('height')) || 190;
  }

  /**
   * Shows rows `[seconds, carried, p10, p50, p90]`, any of them null, with a line at the capacity
   * and at `now`; `words` say the same for those who do not see it.
   */
  show({ rows, capacity, now, words, licensed = true }) {
    const key = JSON.stringify([rows, capacity, now, licensed]);
    if (this.key === key && this.#plot) return;
    this.key = key;
    this.#data = { rows, capacity, now, licensed };
    this.#caption.textContent = words;
    this.setAttribute('aria-label', words);
    this.#draw();
  }

  #draw() {
    if (!this.#data || !this.isConnected) return;
    const { rows, capacity, now, licensed } = this.#data;
    this.#plot?.destroy();
    const [text, soft, grid, down] = ['text', 'soft', 'line', 'down'].map(resolved);
    const ahead = resolved(licensed ? 'accent' : 'soft');
    const columns = rows.length ? [0, 1, 2, 3, 4].map((i) => rows.map((row) => row[i] ?? null)) : [[], [], [], [], []];
    const top = Math.max(capacity ?? 0, ...rows.flatMap((row) => row.slice(1).filter((v) => v !== null))) * 1.06 || 1;
    this.#plot = new uPlot(
      {
        width: this.clientWidth || 320,
        height: this.#height(),
        legend: { show: false },
        cursor: { y: false, points: { size: 6 } },
        scales: { x: { time: true }, y: { range: [0, top] } },
        axes: axes(soft, grid),
        series: [
          {},
          { stroke: text, width: 1.8, spanGaps: true, points: { show: false } },
          { stroke: 'transparent', points: { show: false } },
          { stroke: ahead, width: 2, dash: licensed ? [] : [5, 4], spanGaps: true, points: { show: false } },
          { stroke: 'transparent', points: { show: false } },
        ],
        bands: [{ series: [4, 2], fill: faded(ahead, 0.22) }],
        hooks: { draw: [(plot) => this.#lines(plot, capacity, now, down, soft)] },
      },
      columns,
      this,
    );
    this.append(this.#caption);
  }

  #lines(plot, capacity, now, down, soft) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.lineWidth = 1.5;
    if (capacity) {
      const y = plot.valToPos(capacity, 'y', true);
      ctx.strokeStyle = down;
      ctx.setLineDash([6, 4]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.fillStyle = down;
      ctx.font = `${10 * devicePixelRatio}px system-ui, sans-serif`;
      ctx.textAlign = 'right';
      ctx.fillText('capacity', bbox.left + bbox.width - 6 * devicePixelRatio, y + 13 * devicePixelRatio);
    }
    if (now) {
      const x = plot.valToPos(new Date(now) / 1000, 'x', true);
      ctx.strokeStyle = soft;
      ctx.setLineDash([2, 3]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  }
}

customElements.define('series-chart', SeriesChart);

/** The rows of a link: what it carried, then what is foreseen. */
export function fanRows(past, forecast, horizonSeconds = 3600) {
  const rows = past.map(([at, value]) => [at, value]);
  const from = forecast ? new Date(forecast.at) / 1000 : 0;
  for (const point of forecast?.points ?? []) {
    if (point.horizonSeconds <= horizonSeconds) {
      rows.push([from + point.horizonSeconds, null, point.p10BitsPerSecond, point.p50BitsPerSecond, point.p90BitsPerSecond]);
    }
  }
  return rows.sort((a, b) => a[0] - b[0]);
}

/** The rows of past forecasts beside what came, at the time they were about. */
export const judgedRows = (judged) =>
  judged.map((j) => [
    new Date(j.issuedAt) / 1000 + j.horizonSeconds,
    j.actualBitsPerSecond,
    j.p10BitsPerSecond,
    j.p50BitsPerSecond,
    j.p90BitsPerSecond,
  ]);

/** How often what came lay within the range that was foreseen, and the mean error of the middle. */
export function judgement(judged) {
  const known = judged.filter((j) => j.actualBitsPerSecond !== null);
  if (known.length === 0) return null;
  const inside = known.filter((j) => j.actualBitsPerSecond >= j.p10BitsPerSecond && j.actualBitsPerSecond <= j.p90BitsPerSecond).length;
  const sum = known.reduce((total, j) => total + j.actualBitsPerSecond, 0);
  const error = known.reduce((total, j) => total + Math.abs(j.actualBitsPerSecond - j.p50BitsPerSecond), 0);
  return { count: known.length, inside: inside / known.length, error: sum > 0 ? error / sum : null };
}
