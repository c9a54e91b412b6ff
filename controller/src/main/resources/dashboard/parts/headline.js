// How things are, in sentences: what a person reads first at three in the morning.

import { linkName, named } from '../core/names.js';
import { address } from '../core/route.js';
import { counted, element, lasting, percent, to } from '../core/text.js';
import { breach } from './foresight.js';

const HOUR = 3_600_000;
const UNDER_WAY = ['PROPOSED', 'REHEARSING', 'INSTALLING', 'ACTIVE', 'ENDING', 'UNDOING'];

function intents({ status }) {
  const { total, byState } = status.intents;
  const installed = byState.INSTALLED ?? 0;
  if (total === 0) return 'No intents yet. ';
  return installed === total ? `All ${total} intents are installed. ` : `${installed} of ${total} intents are installed. `;
}

/** The worst that is so now, what is foreseen, and what was done: `{level, title, parts}`. */
export function headline(state) {
  const { status, actions, autonomy, incidents, now } = state;
  const open = incidents.filter((incident) => incident.state === 'OPEN');
  const down = state.topology.links.filter((link) => !link.up).length;
  const lost = state.topology.nodes.filter((node) => !node.connected).length;
  const parked = (status.intents.byState.PARKED ?? 0) + (status.intents.byState.FAILED ?? 0);
  const worst = open.some((i) => ['critical', 'major'].includes(i.severity)) || lost > 0 || parked > 0;
  const level = worst ? 'bad' : open.length > 0 || down > 0 || autonomy.paused || autonomy.questions.length > 0 ? 'watch' : 'well';
  const title = { bad: 'Needs a look', watch: 'Under control', well: 'All is well' }[level];

  const parts = [intents(state)];
  const broken = [
    lost ? counted(lost, 'switch is', 'switches are') + ' lost' : '',
    down ? counted(down, 'direction of a link is', 'directions of links are') + ' down' : '',
    parked ? counted(parked, 'intent is', 'intents are') + ' parked or failed' : '',
  ].filter(Boolean);
  if (broken.length) parts.push(`${broken.join(', ')}. `.replace(/^./, (c) => c.toUpperCase()));

  const coming = [...state.forecasts.values()]
    .map((f) => [f, breach(f)])
    .filter(([, b]) => b)
    .sort((a, b) => a[1].seconds - b[1].seconds);
  if (coming.length) {
    const [forecast, { seconds, share }] = coming[0];
    parts.push(
      'It foresees ',
      to(
        address('map', ['link', forecast.link], { layer: 'foreseen' }),
        {},
        `${linkName(forecast.link)} at up to ${percent(share)} in ${lasting(seconds * 1000)}`,
      ),
      coming.length > 1 ? ` and ${counted(coming.length - 1, 'more link', 'more links')} above 90 %. ` : '. ',
    );
  } else parts.push('It foresees no link above 90 %. ');

  const recent = actions.filter((a) => new Date(now) - new Date(a.proposedAt) < HOUR && a.state !== 'SUGGESTED');
  const helped = recent.filter((a) => a.outcome === 'confirmed').length;
  const taken = recent.filter((a) => a.outcome === 'undone').length;
  const underWay = recent.filter((a) => UNDER_WAY.includes(a.state)).length;
  parts.push(
    recent.length === 0
      ? 'Nothing was done by itself in the last hour. '
      : `In the last hour it acted ${recent.length === 1 ? 'once' : `${recent.length} times`}: ${[
          helped ? `${helped} helped` : '',
          taken ? `${taken} taken back` : '',
          underWay ? `${underWay} under way` : '',
          recent.length - helped - taken - underWay ? `${recent.length - helped - taken - underWay} refused or over` : '',
        ]
          .filter(Boolean)
          .join(', ')}. `,
  );
  const newest = actions.find((a) => UNDER_WAY.includes(a.state));
  if (newest) parts.push('Now: ', to(address('actions', [String(newest.id)]), {}, `${newest.action} ${named(newest.target)}`), '. ');
  if (autonomy.questions.length)
    parts.push(to(address('approvals'), {}, `${counted(autonomy.questions.length, 'question waits', 'questions wait')} for a yes or no.`));
  return { level, title, parts };
}

export function drawHeadline({ level, title, parts }) {
  const sign = { bad: '▲', watch: '◆', well: '✓' }[level];
  return [element('h1', {}, element('span', { class: 'sign', 'aria-hidden': 'true' }, sign), title), element('p', {}, parts)];
}
