// The output pane: text in pieces by kind, drawn once a frame however often a program prints, and bounded,
// so that a program that prints for ever costs the page nothing.

/** Characters that the pane keeps, and what may wait to be drawn. */
const LIMIT = 200_000;

export class OutputPane {
  /** @type {{ kind: string, text: string }[]} not drawn yet */
  #pending = [];
  #pendingSize = 0;
  #size = 0;
  #scheduled = false;
  #dropped = false;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
  }

  /** @param {string} kind a class name: stdout, stderr, echo, note, problem @param {string} text */
  write(kind, text) {
    if (!text) return;
    if (text.length > LIMIT) {
      text = text.slice(-LIMIT);
      this.#dropped = true;
    }
    const last = this.#pending.at(-1);
    if (last?.kind === kind && last.text.length < 4096) last.text += text;
    else this.#pending.push({ kind, text });
    this.#pendingSize += text.length;
    while (this.#pendingSize - this.#pending[0].text.length >= LIMIT) {
      this.#pendingSize -= /** @type {any} */ (this.#pending.shift()).text.length;
      this.#dropped = true;
    }
    if (this.#scheduled) return;
    this.#scheduled = true;
    // A hidden page draws no frames; what waits stays bounded.
    requestAnimationFrame(() => this.#scheduled && this.#draw());
  }

  clear() {
    this.#pending = [];
    this.#pendingSize = this.#size = 0;
    this.#dropped = false;
    this.element.replaceChildren();
  }

  /** Draws what waits now, so that it is seen no later than what the page shows next. */
  flush() {
    if (this.#pending.length) this.#draw();
  }

  #draw() {
    this.#scheduled = false;
    const { element } = this;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
    if (this.#pendingSize >= LIMIT) {
      element.replaceChildren();
      this.#size = 0;
    }
    for (const { kind, text } of this.#pending) {
      const last = element.lastElementChild;
      // Long runs are cut into pieces, which go one by one when the pane is full.
      if (last?.className === kind && /** @type {string} */ (last.textContent).length < 8192) {
        last.append(text);
      } else {
        const span = document.createElement('span');
        span.className = kind;
        span.append(text);
        element.append(span);
      }
      this.#size += text.length;
    }
    this.#pending = [];
    this.#pendingSize = 0;
    while (this.#size > LIMIT && element.childElementCount > 1) {
      const first = /** @type {Element} */ (element.firstElementChild);
      if (first.id !== 'dropped') {
        this.#size -= /** @type {string} */ (first.textContent).length;
        this.#dropped = true;
      }
      first.remove();
    }
    if (this.#dropped && element.firstElementChild?.id !== 'dropped') {
      const note = document.createElement('span');
      note.id = 'dropped';
      note.className = 'note';
      note.textContent = '(earlier output is no longer shown)\n';
      element.prepend(note);
    }
    if (atEnd) element.scrollTop = element.scrollHeight;
  }
}
