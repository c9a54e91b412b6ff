// What is known: read once a second from the controller, or, while the past is looked at, from the
// moment that was kept of it.

import { followEvents, read } from './api.js';
import { learnNames } from './names.js';
import { route } from './route.js';

const MAX_EVENTS = 300;
const ACTIONS = 60;

export const state = {
  connected: false,
  status: null,
  topology: null,
  autonomy: null,
  actions: [],
  incidents: [],
  forecasts: new Map(),
  rules: [],
  events: [],
  moments: [],
  intents: [],
  tree: null,
  /** Of the moment that is shown. */
  at: null,
  now: null,
  /** Whether that is in the past. */
  past: false,
};

const listeners = new Set();
export const listen = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const tell = () => listeners.forEach((listener) => listener(state));

let turns = 0;
let pastKey = null;
let pastMoment = null;

async function live() {
  const [status, topology, autonomy, actions, incidents] = await Promise.all([
    read('/api/v1/status'),
    read('/api/v1/topology'),
    read('/api/v1/autonomy'),
    read(`/api/v1/actions?limit=${ACTIONS}`),
    read('/api/v1/incidents'),
  ]);
  Object.assign(state, {
    status,
    topology,
    autonomy,
    actions: actions.actions,
    incidents: incidents.incidents,
    at: status.at,
    now: status.at,
  });
  learnNames(topology);
  // Forecasts are made every few minutes: it is enough to ask now and then.
  if (turns % 5 === 0 || state.past) {
    const { forecasts } = await read('/api/v1/forecasts');
    state.forecasts = new Map(forecasts.map((forecast) => [forecast.link, forecast]));
  }
}

/** How it was then; who is asked for yes or no, and the kill switch, are always those of now. */
async function asOf(at) {
  if (pastKey !== at) {
    pastMoment = await read(`/api/v1/moments/${encodeURIComponent(at)}`);
    pastKey = at;
  }
  const then = pastMoment.at;
  Object.assign(state, {
    topology: pastMoment.topology,
    at: then,
    tree: pastMoment.tree,
    intents: pastMoment.intents,
    forecasts: new Map(pastMoment.forecasts.forecasts.map((forecast) => [forecast.link, forecast])),
    actions: pastMoment.actions,
    incidents: state.incidents.filter((incident) => incident.firstSeen <= then),
  });
}

export async function turn() {
  const { at } = route().query;
  try {
    await live();
    if (turns % 2 === 0) state.moments = (await read('/api/v1/moments')).moments;
    turns++;
    state.past = Boolean(at);
    if (at) await asOf(at);
    state.connected = true;
  } catch (problem) {
    state.connected = false;
    state.problem = problem.message;
  }
  tell();
}

let timer = null;
let turning = false;
let again = false;

async function turnAndGoOn() {
  clearTimeout(timer);
  if (turning) {
    again = true;
    return;
  }
  turning = true;
  do {
    again = false;
    await turn();
  } while (again);
  turning = false;
  timer = setTimeout(turnAndGoOn, document.hidden ? 5000 : 1000);
}

/** Something was asked of the controller, or another place is looked at: look at once. */
export const soon = () => turnAndGoOn();

export function begin() {
  turnAndGoOn();
  followEvents(
    (event) => {
      state.events.unshift(event);
      state.events.length = Math.min(state.events.length, MAX_EVENTS);
    },
    (connected) => {
      if (!connected) {
        state.connected = false;
        tell();
      }
    },
  ).catch(() => {
    state.connected = false;
    tell();
  });
  window.addEventListener('hashchange', soon);
}
