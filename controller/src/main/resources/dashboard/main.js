// The page: asks once a second, draws what changed, and hears events as they happen.

import { drawActions, tellChosen } from './actions.js';
import { followEvents, read } from './api.js';
import { drawAutonomy } from './autonomy.js';
import { fan, foreseenShare, measured } from './forecast.js';
import { CLASSES, drawMap } from './map.js';
import { learnNames, nameOf, named, place, switchOf } from './names.js';
import { day, element, percent, rate, timeOfDay } from './text.js';

const MAX_EVENTS = 200;
const ROWS = 200;
const ACTIONS = 60;
const by = (id) => document.getElementById(id);

const shown = { topology: null, status: null, chosen: null, intent: null, forecasts: new Map(), past: [], turns: 0 };

function counter(value, text, bad = false) {
  return element('div', { class: bad ? 'counter bad' : 'counter' }, element('b', {}, String(value)), element('span', {}, text));
}

function drawStatus() {
  const { at, simulated, speed, switches, links, hosts, intents, agents } = shown.status;
  const pace = simulated ? (speed === null ? ' virtual time, as fast as it goes' : ` virtual time, ${speed} × real`) : ' UTC';
  by('clock').replaceChildren(`${day(at)} `, element('b', {}, timeOfDay(at)), pace);
  const state = intents.byState;
  const moving = state.SUBMITTED + state.COMPILING + state.INSTALLING + state.REROUTING;
  const stuck = state.FAILED + state.PARKED;
  by('counters').replaceChildren(
    counter(`${switches.connected} / ${switches.known}`, 'switches connected', switches.connected < switches.known),
    counter(`${links.up} / ${links.known}`, 'directed links up', links.up < links.known),
    counter(hosts, 'hosts'),
    counter(`${state.INSTALLED} / ${intents.total - state.WITHDRAWN}`, 'intents installed'),
    counter(moving, 'on their way'),
    counter(stuck, 'failed or parked', stuck > 0),
    counter(`${agents.known - agents.silent} / ${agents.known}`, 'agents reporting', agents.silent > 0),
  );
}

function drawLegend() {
  by('legend').replaceChildren(...CLASSES.map(({ colour, width, text }) => {
    const line = element('i');
    line.style.borderTopColor = colour;
    line.style.borderTopWidth = `${width}px`;
    return element('span', {}, line, text);
  }), (() => {
    const line = element('i');
    line.style.borderTop = '3px dashed var(--down)';
    return element('span', {}, line, 'down');
  })(), element('span', {}, element('i', { class: 'halo' }), 'glow: foreseen (p90) within 30 min'));
}

function choose(id) {
  shown.chosen = shown.chosen === id ? null : id;
  shown.intent = null;
  shown.past = [];
  draw();
  readPast();
}

function facts(title, pairs, ...more) {
  const list = element('dl');
  for (const [term, text] of pairs) list.append(element('dt', {}, term), element('dd', {}, text));
  by('details').replaceChildren(
    element('h3', {}, title),
    element('button', { 'aria-label': 'close', onclick: () => choose(shown.chosen) }, '×'),
    list,
    ...more,
  );
  by('details').hidden = false;
}

function drawDetails() {
  const { topology, chosen, intent } = shown;
  const link = topology.links.find((l) => l.id === chosen);
  const node = topology.nodes.find((n) => n.id === chosen);
  if (link) {
    facts(`${place(link.source)} → ${place(link.target)}`, [
      ['state', link.up ? 'up' : 'down'], ['since', timeOfDay(link.since)], ['carries', rate(link.loadBitsPerSecond)],
      ['capacity', rate(link.capacityBitsPerSecond)], ['utilisation', link.up ? percent(link.utilisation) : '-'],
      ['delay', `${(link.delayMicros / 1000).toFixed(2)} ms`], ['weight', String(link.weight)],
    ], fan(link, shown.forecasts.get(link.id), shown.past, shown.status.at));
  } else if (node) {
    const out = topology.links.filter((l) => switchOf(l.source) === node.id);
    facts(node.name, [
      ['datapath', node.id], ['state', node.connected ? 'connected' : 'lost'],
      ...out.map((l) => [`→ ${nameOf(switchOf(l.target))}`, l.up ? `${rate(l.loadBitsPerSecond)}, ${percent(l.utilisation)}` : 'down']),
    ]);
  } else if (intent) {
    facts(intent.id, [
      ['state', intent.state], ['why', intent.reason || '-'], ['since', timeOfDay(intent.since)],
      ['precedence', intent.precedence], ['tag', String(intent.tag ?? '-')], ['path', pathText(intent) || 'within one switch'],
    ]);
  } else {
    by('details').hidden = true;
  }
}

function pathText(intent) {
  if (intent.path.length === 0) return '';
  const points = intent.path.map((id) => id.split('>'));
  return [nameOf(switchOf(points[0][0])), ...points.map(([, target]) => nameOf(switchOf(target)))].join(' → ');
}

function draw() {
  if (!shown.topology) return;
  const path = new Set(shown.intent?.path ?? []);
  drawMap(by('map'), shown.topology, { chosen: shown.chosen, path, choose, foreseen: foreseenShares() });
  drawDetails();
}

function foreseenShares() {
  return new Map([...shown.forecasts].map(([id, forecast]) => [id, foreseenShare(forecast)]).filter(([, share]) => share !== null));
}

/** What the chosen link carried in the last hour. */
async function readPast() {
  const link = shown.topology.links.find((l) => l.id === shown.chosen);
  if (!link) return;
  shown.past = await measured(link, shown.status.at);
  if (link.id === shown.chosen) drawDetails();
}

/** Forecasts are made every few minutes: it is enough to ask now and then. */
async function readForecasts() {
  const { forecasts } = await read('/api/v1/forecasts');
  shown.forecasts = new Map(forecasts.map((forecast) => [forecast.link, forecast]));
  await readPast();
}

function drawIntents({ intents, matching, total }) {
  by('matching').textContent = intents.length < matching
    ? `${intents.length} of ${matching} shown` : `${matching} of ${total}`;
  by('intents').replaceChildren(...intents.map((intent) => {
    const reason = intent.reason ? [element('small', {}, intent.reason)] : [];
    return element('tr', {
      class: shown.intent?.id === intent.id ? 'chosen' : '',
      onclick: () => {
        shown.intent = shown.intent?.id === intent.id ? null : intent;
        shown.chosen = null;
        draw();
        drawIntents({ intents, matching, total });
      },
    },
    element('td', {}, intent.id, element('small', {}, intent.summary)),
    element('td', {}, element('span', { class: `tag ${intent.state}` }, intent.state.toLowerCase()), ...reason),
    element('td', {}, pathText(intent) || '-'),
    element('td', { class: 'time' }, timeOfDay(intent.since)));
  }));
}

async function readIntents() {
  const query = new URLSearchParams({ limit: ROWS });
  if (by('contains').value) query.set('contains', by('contains').value);
  if (by('state').value) query.set('state', by('state').value);
  const answer = await read(`/api/v1/intents?${query}`);
  shown.intent = answer.intents.find((i) => i.id === shown.intent?.id) ?? shown.intent;
  drawIntents(answer);
}

// Identifiers of switches and links say less to people than the names the text has for them.
const isNamed = (subject, text) => text.includes(subject) || /^[0-9a-f]{16}/.test(subject);

function takeEvent({ at, severity, subject, text, kind }) {
  const list = by('events');
  const words = severity === 'normal' ? [] : [element('span', { class: `sev ${severity}` }, severity)];
  list.prepend(element('li', { title: kind }, element('time', {}, timeOfDay(at)), ...words, element('div', {}, named(isNamed(subject, text) ? text : `${subject}: ${text}`))));
  while (list.children.length > MAX_EVENTS) list.lastChild.remove();
}

function connected(isConnected) {
  by('connection').textContent = isConnected ? 'live' : 'the controller does not answer; what is shown is old';
  by('connection').classList.toggle('lost', !isConnected);
}

async function turn() {
  try {
    [shown.status, shown.topology] = await Promise.all([read('/api/v1/status'), read('/api/v1/topology')]);
    learnNames(shown.topology);
    if (shown.turns++ % 5 === 0) await readForecasts();
    const [autonomy, actions] = await Promise.all([read('/api/v1/autonomy'), read(`/api/v1/actions?limit=${ACTIONS}`)]);
    drawAutonomy(autonomy);
    drawActions(actions);
    await tellChosen();
    drawStatus();
    draw();
    await readIntents();
    connected(true);
  } catch {
    connected(false);
  }
  setTimeout(turn, document.hidden ? 5000 : 1000);
}

for (const state of ['SUBMITTED', 'COMPILING', 'INSTALLING', 'INSTALLED', 'REROUTING', 'FAILED', 'PARKED', 'WITHDRAWING', 'WITHDRAWN']) {
  by('state').append(element('option', { value: state }, state.toLowerCase()));
}
by('contains').addEventListener('input', readIntents);
by('state').addEventListener('change', readIntents);
window.addEventListener('resize', draw);
drawLegend();
turn();
followEvents(takeEvent, connected).catch(() => connected(false));
