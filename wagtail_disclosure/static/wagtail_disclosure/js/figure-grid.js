// The editor's grid of figures: one hidden field is posted, the cells are typed into.
// Arithmetic, rules and the reading of numbers are the server's; see docs/reference/grid.md.
(() => {
  const { Controller } = window.StimulusModule;
  const {
    AnswerView,
    AutosaveGuard,
    CellTable,
    Checker,
    FigureStore,
    FindingList,
    Notice,
    ReasonForm,
    actions,
    atEdge,
    fill,
    isBlock,
    isCell,
    isField,
    parseBlock,
    pasteReport,
    steps,
  } = window.disclosureGrid;

  class FigureGrid extends steps(actions(Controller)) {
    static targets = ["cell", "data", "findings", "hint", "notice", "place", "reason", "result", "summary", "why"];

    static values = {
      answer: Object,
      csrfCookie: String,
      messages: Object,
      refused: Boolean,
      stored: Object,
      subject: Object,
      url: String,
      watched: Object,
    };

    connect() {
      this.store = new FigureStore(this.dataTarget, this.storedValue);
      this.notice = new Notice(this.noticeTarget);
      this.table = new CellTable(this.element);
      this.list = new FindingList(this.findingsTarget, `${this.element.id}-finding`, this.messagesValue);
      const { reasonTarget, list, messagesValue } = this;
      this.reasons = new ReasonForm(reasonTarget, list, messagesValue, (key, reason) => {
        this.change(() => this.store.put("acknowledged", key, reason));
        this.summaryTarget.focus();
      });
      this.checker = new Checker({
        url: this.urlValue,
        csrfCookie: this.csrfCookieValue,
        form: this.element.closest("form"),
        body: () => this.request(),
        answered: (answer) => this.answered(answer),
        failed: (kind, detail) => this.failed(kind, detail),
      });
      this.view = new AnswerView(this);
      this.view.show(this.answerValue);
      this.watch = () => this.compareSubject();
      // Texts are checked as they were saved last.
      this.guard = new AutosaveGuard(this.element.closest("form"), this.store.field, () =>
        this.checker.ask(),
      );
      this.flush = () => this.reasons.flush();
      this.element.closest("form")?.addEventListener("change", this.watch);
      this.element.closest("form")?.addEventListener("submit", this.flush, { capture: true });
      // Last, so that the cells are posted by name if anything above fails.
      this.cellTargets.forEach((cell) => cell.removeAttribute("name"));
      this.element.dataset.connected = "";
    }

    disconnect() {
      this.checker?.stop();
      this.guard?.stop();
      this.element.closest("form")?.removeEventListener("change", this.watch);
      this.element.closest("form")?.removeEventListener("submit", this.flush, { capture: true });
    }

    request() {
      this.asked = JSON.parse(this.store.snapshot());
      return { ...this.subjectValue, data: this.asked };
    }

    keep(cell) {
      this.store.put(cell.dataset.part, cell.dataset.address, cell.value);
    }

    publish() {
      this.store.publish();
      this.checker.ask();
    }

    // The grid shows the form of one standard, agency and year. Where the page's own fields are
    // changed to others, it can only be drawn anew by the server.
    compareSubject() {
      const { elements } = this.element.closest("form");
      const changed = Object.entries(this.watchedValue).some(([name, value]) => {
        const now = elements.namedItem(name)?.value;
        return now !== undefined && now !== value;
      });
      this.otherSubject = changed;
      if (changed) this.notice.say(this.messagesValue.subject, { kind: "subject", warning: true });
      else this.notice.clear("subject");
    }

    // --- typing and moving -----------------------------------------------------------------

    typed({ target }) {
      if (!isField(target)) return;
      target.dataset.source = "entered";
      this.notice.settle();
      this.keep(target);
      this.publish();
    }

    entered({ target }) {
      if (!isCell(target)) return;
      this.notice.clear("brief");
      this.start = { cell: target, text: target.value ?? "", data: this.store.snapshot() };
      this.view.hint(target);
      if (this.tabbed) this.show(target);
      this.tabbed = false;
    }

    left({ target }) {
      if (!isCell(target)) return;
      this.remember();
      this.start = null;
      this.hintTarget.textContent = "";
      this.view.normalise(target);
    }

    pressed(event) {
      if (event.isComposing || event.keyCode === 229 || !isCell(event.target)) return;
      const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
      this.tabbed = key === "Tab";
      let done = false;
      if ((ctrlKey || metaKey) && !altKey) done = this.command(key.toLowerCase(), target, shiftKey);
      else if (!altKey) done = this.move(key, target, shiftKey);
      if (done) event.preventDefault();
    }

    // Keys with Ctrl; true when the key was ours.
    command(key, target, shift) {
      if (key === "z" && !shift) return this.back(target);
      if (key === "y" || key === "z") return this.forth(target);
      if (key === "home") return this.go(this.table.cells[0]);
      if (key === "end") return this.go(this.table.cells.at(-1));
      return false;
    }

    move(key, target, shift) {
      switch (key) {
        case "ArrowUp":
          return !shift && this.go(this.table.below(target, -1));
        case "ArrowDown":
          return !shift && this.go(this.table.below(target, 1));
        case "ArrowLeft":
          return !shift && atEdge(target, -1) && this.go(this.table.beside(target, -1));
        case "ArrowRight":
          return !shift && atEdge(target, 1) && this.go(this.table.beside(target, 1));
        case "Enter":
          // Never submits the page's form, even at the edge.
          this.go(this.table.below(target, shift ? -1 : 1));
          return true;
        case "Escape":
          return this.escape(target);
        case "F8":
          return this.nextFinding(target, shift ? -1 : 1);
        default:
          if (!isField(target) && key.length === 1) this.notice.say(this.messagesValue.calculated);
          return false;
      }
    }

    go(cell) {
      if (!cell) return false;
      cell.focus();
      cell.select?.();
      this.show(cell);
      return true;
    }

    // Browsers scroll to what is out of the window, not to what lies below the findings.
    show(cell) {
      cell.scrollIntoView({ behavior: "instant", block: "nearest", inline: "nearest" });
    }

    escape(target) {
      if (this.isChanged(target)) {
        target.value = this.start.text;
        this.keep(target);
        this.publish();
        this.notice.say(this.messagesValue.restored);
        target.select();
        return true;
      }
      return Boolean(this.cameFrom) && this.list.focus(this.cameFrom);
    }

    nextFinding(target, step) {
      const cells = this.table.cells;
      const count = cells.length;
      const from = cells.indexOf(target);
      for (let away = 1; away <= count; away += 1) {
        const cell = cells[(from + step * away + count * count) % count];
        const kind = cell.closest("[data-kind]")?.dataset.kind;
        if (kind && (kind !== "blank" || this.refusedValue)) return this.go(cell);
      }
      return true;
    }

    // --- pasting ---------------------------------------------------------------------------

    pasted(event) {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!isCell(event.target) || (isField(event.target) && !isBlock(text))) return;
      event.preventDefault();
      const { places, left } = this.table.spread(event.target, parseBlock(text));
      const counts = { filled: 0, compared: 0 };
      this.change(() => {
        places.forEach(({ cell, text: value }) => {
          if (isField(cell)) {
            cell.value = value;
            this.keep(cell);
            counts.filled += 1;
          } else if (value !== "") {
            this.store.put("claimed", cell.dataset.address, value);
            counts.compared += 1;
          }
        });
      });
      this.notice.say(pasteReport(counts, left, this.messagesValue), {
        kind: "paste",
        warning: left.length > 0,
        button: this.messagesValue.undo,
      });
    }

    // --- what the server says --------------------------------------------------------------

    answered(answer) {
      this.notice.clear("failure");
      this.view.show(answer, this.asked);
      if (this.start) this.view.hint(this.start.cell);
      // For what shows figures elsewhere on the page: references in the text.
      this.dispatch("answered");
    }

    failed(kind, detail) {
      const text = fill(this.messagesValue[kind], { status: detail, reason: detail });
      this.notice.say(text, { kind: "failure", warning: true });
    }
  }

  window.wagtail.app.register("figure-grid", FigureGrid);
})();
