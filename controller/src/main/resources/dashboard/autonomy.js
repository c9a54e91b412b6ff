// The kill switch and what programs ask of people: on every view, above everything else.

import { ask } from './api.js';
import { named } from './names.js';
import { element, lasting, timeOfDay } from './text.js';

const by = (id) => document.getElementById(id);

/** Asks, and tells beside the button what the controller says against it. */
async function press(button, method, path, body) {
  const note = button.parentElement.querySelector('.note') ?? button.parentElement.appendChild(element('span', { class: 'note', role: 'alert' }));
  note.textContent = '';
  button.disabled = true;
  try {
    await ask(method, path, body);
    return true;
  } catch (problem) {
    note.textContent = problem.message;
    return false;
  } finally {
    button.disabled = false;
  }
}

/** Yes or no, in a window of its own; `act` gets the text that was typed, if one is asked for. */
export function confirm({ title, text, label, placeholder, danger = false }, act) {
  const input = placeholder ? element('input', { type: 'text', maxlength: '500', placeholder, 'aria-label': placeholder }) : null;
  const yes = element('button', { type: 'submit', class: danger ? 'danger' : 'primary' }, label);
  const dialog = element('dialog', { class: 'confirm', 'aria-label': title });
  const form = element('form', {
    method: 'dialog',
    onsubmit: async (event) => {
      event.preventDefault();
      if (await act(yes, input?.value.trim() ?? '')) dialog.close();
    },
  },
  element('h2', {}, title), element('p', {}, text), ...(input ? [input] : []),
  element('div', { class: 'buttons' },
    element('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'), yes));
  dialog.append(form);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  (input ?? yes).focus();
}

function askForPause() {
  confirm({
    title: 'Pause autonomy?',
    text: 'Nothing new is started or changed by itself from then on, what is under way is taken back, what is in force stays. It holds across restarts, until somebody resumes.',
    label: 'Pause autonomy', placeholder: 'why, for everybody to see', danger: true,
  }, (button, reason) => press(button, 'POST', '/api/v1/autonomy/pause', reason ? { reason } : {}));
}

function askForResume() {
  confirm({
    title: 'Resume autonomy?', text: 'Programs start and change things again from now on.', label: 'Resume autonomy',
  }, (button) => press(button, 'POST', '/api/v1/autonomy/resume', {}));
}

let sentence = [];
const copies = () => sentence.map((part) => (part instanceof Node ? part.cloneNode(true) : part));

/** What a window above the page says first while the kill switch is on. */
export const pausedStrip = () => (sentence.length === 0 ? [] : [element('p', { class: 'paused', role: 'alert' }, ...copies())]);

function drawBanner({ paused, at }) {
  const banner = by('paused');
  sentence = paused ? [
    element('b', {}, 'Autonomy is paused'),
    ` by ${paused.by} since ${timeOfDay(paused.at)}, ${lasting(new Date(at) - new Date(paused.at))} ago`,
    paused.reason ? `: ${paused.reason}` : '',
  ] : [];
  banner.hidden = !paused;
  document.body.classList.toggle('is-paused', Boolean(paused));
  if (!paused) return;
  banner.querySelector('p').replaceChildren(...copies());
}

function drawSwitch({ programs, paused }) {
  const box = by('autonomy');
  const state = programs.length === 0 ? 'none' : paused ? 'paused' : 'running';
  if (box.dataset.state === state) return;
  box.dataset.state = state;
  if (state === 'none') box.replaceChildren(element('span', { class: 'pill' }, 'no programs'));
  else if (state === 'paused') box.replaceChildren(element('span', { class: 'pill paused' }, 'autonomy paused'));
  else {
    box.replaceChildren(element('span', { class: 'pill running' }, 'autonomy on'),
      element('button', { id: 'pause', class: 'danger', onclick: askForPause }, 'Pause'));
  }
}

function question({ number, role, until, action, rule, reason }, now) {
  const decide = (decision) => (event) => press(event.currentTarget, 'POST', `/api/v1/autonomy/questions/${number}`, { decision });
  return element('li', { 'data-number': number },
    element('div', { class: 'asked' },
      element('b', {}, named(action)), element('small', {}, `${rule} asks ${role}: ${named(reason)}`)),
    element('span', { class: 'until' }, `${lasting(new Date(until) - new Date(now))} left`),
    element('span', { class: 'buttons' },
      element('button', { class: 'primary', onclick: decide('grant') }, 'Approve'),
      element('button', { onclick: decide('deny') }, 'Deny')));
}

let shownQuestions = '';

function drawQuestions({ questions, at }) {
  const panel = by('questions-panel');
  panel.hidden = questions.length === 0;
  const key = JSON.stringify(questions.map((q) => q.number));
  if (key === shownQuestions) {
    // The buttons stay where they are, so that nobody presses another one than he sees.
    questions.forEach((q) => {
      const until = panel.querySelector(`[data-number="${q.number}"] .until`);
      until.textContent = `${lasting(new Date(q.until) - new Date(at))} left`;
    });
    return;
  }
  shownQuestions = key;
  by('questions').replaceChildren(...questions.map((q) => question(q, at)));
}

export function drawAutonomy(autonomy) {
  drawBanner(autonomy);
  drawSwitch(autonomy);
  drawQuestions(autonomy);
}

by('resume').addEventListener('click', askForResume);
export { press };
