// What the buttons beside the grid do.
(() => {
  const { fill } = window.disclosureGrid;

  const actions = (Base) => class extends Base {
    clicked({ target }) {
      const button = target.closest("button");
      if (!button) return;
      const { finding, mark, discard, take, cell, count, reopen } = button.dataset;
      if (finding) this.jump(finding);
      else if (mark) this.list.focus(mark);
      else if (discard) this.change(() => this.store.put(discard, cell, ""));
      else if (take) this.take((suggested) => suggested.cells[0] === cell);
      else if (count) this.takeCount(count);
      else if ("takeAll" in button.dataset) this.take(() => true);
      else if ("discardAll" in button.dataset) this.discardAll();
      else if ("undo" in button.dataset) this.step("undo");
      else if ("nothing" in button.dataset) this.nothing();
      else if ("keep" in button.dataset) this.reasons.open(button);
      else if ("keepSave" in button.dataset) this.reasons.save();
      else if ("keepCancel" in button.dataset) this.reasons.cancel();
      else if (reopen) this.change(() => this.store.put("acknowledged", reopen, ""));
    }

    // Figures for cells of another form.
    discardAll() {
      const strange = this.view.answer.findings.filter(({ code, discard }) => code === "F05" && discard);
      this.change(() => {
        strange.forEach(({ discard, cells }) => this.store.put(discard, cells[0], ""));
      });
    }

    // Zeros, and what a stock was a year ago, where nothing was typed yet.
    nothing() {
      // The grid still shows the form from before; nothing is filled in for another one.
      if (this.otherSubject) return;
      const { nothing, findings } = this.view.answer;
      // The answer may be older than what was typed since.
      const isBlank = (cell) => this.store.text("figures", cell) === "";
      const filled = Object.entries(nothing).filter(([cell]) => isBlank(cell));
      const blanks = findings.filter(({ code, cells }) => code === "F02" && isBlank(cells[0]));
      const blank = blanks.length - filled.length;
      this.change(() => {
        filled.forEach(([cell, value]) => this.store.put("figures", cell, String(value)));
      });
      this.refill();
      const { nothingDone, nothingLeft } = this.messagesValue;
      const texts = [fill(nothingDone, { count: filled.length })];
      if (blank > 0) texts.push(fill(nothingLeft, { count: blank }));
      this.notice.say(texts.join(" "), { kind: "paste", button: this.messagesValue.undo });
    }

    // Opening balances that the server worked out from pasted cumulative figures.
    take(wanted) {
      const taken = this.view.answer.findings.filter((each) => each.suggestion && wanted(each));
      this.change(() => {
        taken.forEach(({ cells, suggestion }) => this.store.put("opening", cells[0], suggestion));
      });
      this.refill();
    }

    // A blank cell holds what was counted in the catalogue.
    takeCount(cell) {
      this.change(() => this.store.put("figures", cell, ""));
      this.refill();
    }

    // To the first cell of a finding, and with Escape back.
    jump(key) {
      const [, part, ...addresses] = key.split(" ");
      const cells = addresses.flatMap((address) => this.cellsAt(part, address));
      this.cameFrom = key;
      if (cells.length) this.go(cells[0]);
      else this.goToField(key);
    }

    // A finding about the texts leads to the field of the page that holds them.
    goToField(key) {
      const found = this.view.answer.findings.find((each) => key === this.list.keyOf(each));
      const place = document.querySelector(`[data-contentpath="${found?.field}"]`);
      place?.scrollIntoView({ block: "start" });
      place?.querySelector("input:not([type=hidden]), textarea, button")?.focus();
    }

    cellsAt(part, address) {
      const at = this.table.cells.filter((cell) => cell.dataset.address === address);
      const meant = at.filter((cell) => cell.dataset.part === part);
      return meant.length ? meant : at;
    }
  };

  window.disclosureGrid = { ...window.disclosureGrid, actions };
})();
