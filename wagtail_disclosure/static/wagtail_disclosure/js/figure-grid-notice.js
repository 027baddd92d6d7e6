// One line of news beside the grid: what was pasted, why nothing is checked.
(() => {
  const { fill } = window.disclosureGrid;
  const MOST_SHOWN = 30;

  class Notice {
    // `element` is a live region that is always in the document.
    constructor(element) {
      this.element = element;
      this.kind = "";
      this.text = "";
    }

    // `kind`: "brief" goes with the next move, "failure" with the next answer.
    say(text, { kind = "brief", warning = false, button = "" } = {}) {
      // Said again in the same words, a live region would speak again.
      if (text === this.text && kind === this.kind) return;
      Object.assign(this, { kind, text });
      this.element.textContent = text;
      this.element.classList.toggle("disclosure-grid__notice--warning", warning);
      if (!button) return;
      const made = document.createElement("button");
      made.type = "button";
      made.className = "button button-small button-secondary";
      made.dataset.undo = "";
      made.textContent = button;
      this.element.append(" ", made);
    }

    // What the button would take back is no longer the last step.
    settle() {
      const button = this.element.querySelector("button");
      if (!button) return;
      button.remove();
      this.text = ""; // said again, it has a button again
    }

    clear(kind) {
      if (this.kind === kind && this.element.textContent) this.say("");
    }
  }

  // What became of a pasted block, in words; every value without a place is named.
  function pasteReport({ filled, compared }, left, messages) {
    const texts = [fill(messages.pasted, { filled })];
    if (compared) texts.push(fill(messages.compared, { count: compared }));
    if (left.length) {
      const shown = left
        .slice(0, MOST_SHOWN)
        .map(({ line, values }) =>
          fill(messages.leftOutRow, { row: line, values: values.join(" · ") }),
        );
      if (left.length > MOST_SHOWN) {
        shown.push(fill(messages.leftOutMore, { count: left.length - MOST_SHOWN }));
      }
      texts.push(fill(messages.leftOut, { values: shown.join(messages.separator) }));
    }
    return texts.join(" ");
  }

  window.disclosureGrid = { ...window.disclosureGrid, Notice, pasteReport };
})();
