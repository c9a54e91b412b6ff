// Who is asked for a yes: what would change, what it promises, whom it touches, how it is undone,
// and until when.

import { read } from '../core/api.js';
import { named } from '../core/names.js';
import { address } from '../core/route.js';
import { counted, drawn, element, lasting, since, timeOfDay, to } from '../core/text.js';
import { empty, facts } from '../parts/bits.js';
import { press } from '../parts/confirm.js';
import { because, diff, lines } from '../parts/why.js';
import { View } from './view.js';

export class ApprovalsView extends View {
  #previews = new Map();

  build() {
    this.append(
      element('section', { class: 'panel' }, element('h1', {}, 'Programs ask for a yes'), element('div', { class: 'questions' })),
    );
  }

  async fetch() {
    const { previews } = await read('/api/v1/autonomy/previews');
    this.#previews = new Map(previews.map((preview) => [preview.question, preview]));
  }

  draw({ autonomy, now }) {
    const { questions } = autonomy;
    // The buttons stay where they are, so that nobody presses another one than he sees.
    drawn(this.part('.questions'), [questions.map((q) => q.number), [...this.#previews.keys()]], () =>
      questions.length === 0
        ? empty('Nobody is asked anything. What programs may not do alone will wait here.')
        : questions.map((q) => this.question(q)),
    );
    for (const q of questions) {
      const left = this.querySelector(`[data-number="${q.number}"] .until`);
      if (left) left.textContent = `${lasting(since(now, q.until))} left, until ${timeOfDay(q.until)}; no answer is a no`;
    }
  }

  question({ number, role, action, rule, reason }) {
    const preview = this.#previews.get(number);
    const decide = (decision) => (event) => press(event.currentTarget, 'POST', `/api/v1/autonomy/questions/${number}`, { decision });
    return element(
      'article',
      { class: 'question', 'data-number': number },
      element(
        'header',
        {},
        element(
          'div',
          {},
          element('h2', {}, named(action)),
          element('p', { class: 'soft' }, element('code', {}, rule), ` asks ${role}: ${named(reason)}`),
          element('p', { class: 'until' }),
        ),
        element(
          'span',
          { class: 'buttons' },
          element('button', { class: 'primary', 'data-key': `yes-${number}`, onclick: decide('grant') }, 'Approve'),
          element('button', { 'data-key': `no-${number}`, onclick: decide('deny') }, 'Deny'),
        ),
      ),
      preview
        ? element(
            'div',
            { class: 'columns even' },
            element(
              'div',
              {},
              diff('What it would change', preview.diff) ?? element('p', { class: 'soft' }, 'It would change nothing now.'),
              lines('Guardrails and settings that let it come this far', preview.explanation.passed),
            ),
            element(
              'div',
              {},
              facts([
                ['predicted effect', named(preview.promise)],
                ['blast radius', preview.intents.length ? `${counted(preview.intents.length, 'intent')}` : 'no intent'],
                ['undo plan', preview.undo],
                ['risk', preview.risk],
                ['worked out at', timeOfDay(preview.at)],
              ]),
              preview.intents.length
                ? element(
                    'p',
                    { class: 'names' },
                    preview.intents.slice(0, 24).map((intent) => [to(address('intents', [intent]), {}, intent), ' ']),
                  )
                : null,
              preview.explanation.path.map((step) => because(step.because)),
            ),
          )
        : element(
            'p',
            { class: 'soft' },
            'It was asked before the controller was started anew; what it would change is not known any more.',
          ),
    );
  }
}

customElements.define('approvals-view', ApprovalsView);
