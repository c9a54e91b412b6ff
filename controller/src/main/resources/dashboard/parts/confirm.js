// Asking people before something is done, and telling what the controller says against it.

import { ask } from '../core/api.js';
import { soon } from '../core/store.js';
import { element } from '../core/text.js';

/** Asks the controller, and tells beside the button what it says against it; whether it was done. */
export async function press(button, method, path, body) {
  const note =
    button.parentElement.querySelector('.note') ?? button.parentElement.appendChild(element('span', { class: 'note', role: 'alert' }));
  note.textContent = '';
  button.disabled = true;
  try {
    await ask(method, path, body);
    soon();
    return true;
  } catch (problem) {
    note.textContent = problem.message;
    return false;
  } finally {
    button.disabled = false;
  }
}

/** A window of its own with these fields; `act(button, values)` says whether it may close. */
export function inWindow({ title, text, fields = [], label, danger = false }, act) {
  const yes = element('button', { type: 'submit', class: danger ? 'danger' : 'primary' }, label);
  const dialog = element('dialog', { class: 'confirm', 'aria-label': title });
  const form = element(
    'form',
    {
      method: 'dialog',
      onsubmit: async (event) => {
        event.preventDefault();
        if (await act(yes, Object.fromEntries(new FormData(form)))) dialog.close();
      },
    },
    element('h2', {}, title),
    element('p', {}, text),
    fields,
    element('div', { class: 'buttons' }, element('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'), yes),
  );
  dialog.append(form);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  (form.querySelector('input, select') ?? yes).focus();
}

/** Yes or no. */
export function confirm(question, method, path, body) {
  inWindow(question, (button) => press(button, method, path, body));
}

export const field = (label, control) => element('label', { class: 'field' }, element('span', {}, label), control);

export const text = (name, placeholder, attributes = {}) =>
  element('input', { type: 'text', name, placeholder, maxlength: '500', ...attributes });

export const choice = (name, options, chosen) =>
  element(
    'select',
    { name },
    options.map(([value, words]) => element('option', { value, selected: value === chosen }, words)),
  );
