// What all views have in common: an element that is told of everything new.

/**
 * A view makes its parts once in `build` and fills them in `draw(state, route)`. What takes several
 * requests goes in `fetch(state, route)`: it is asked again after every turn, never twice at once.
 */
export class View extends HTMLElement {
  #busy = false;

  connectedCallback() {
    if (!this.firstChild) this.build();
  }

  build() {}

  async fetch() {}

  show(state, route) {
    this.state = state;
    this.route = route;
    if (!this.firstChild) return;
    this.draw(state, route);
    this.#refresh();
  }

  async #refresh() {
    if (this.#busy) return;
    this.#busy = true;
    const asked = location.hash;
    try {
      await this.fetch(this.state, this.route);
      if (this.isConnected) this.draw(this.state, this.route);
    } catch (problem) {
      this.failed?.(problem);
    } finally {
      this.#busy = false;
    }
    // Another place was gone to meanwhile.
    if (this.isConnected && asked !== location.hash) this.#refresh();
  }

  part(selector) {
    return this.querySelector(selector);
  }
}
