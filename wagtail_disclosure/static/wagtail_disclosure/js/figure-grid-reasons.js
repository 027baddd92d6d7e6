// Keeping a finding with a reason: a small form above the findings, one at a time. It stands apart
// from the list, which is drawn anew at every answer: nobody's typing is interrupted.
(() => {
  const MOST = 500;

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  class ReasonForm {
    // `done(key, reason)` keeps the reason under the key of the finding as it is now.
    constructor(container, list, messages, done) {
      Object.assign(this, { container, list, messages, done });
    }

    open(button) {
      const finding = this.list.find(button.dataset.keep);
      if (!finding) return;
      this.place = button.dataset.keep;
      this.draw(finding);
      this.container.scrollIntoView({ block: "nearest" });
      this.text.focus({ preventScroll: true });
    }

    draw(finding) {
      const id = `${this.list.id}-reason`;
      const label = finding.told ? this.messages.keepTold : this.messages.keepUntold;
      this.sentence = element("p", { id: `${id}-sentence` }, finding.message);
      this.text = element("textarea", { id, rows: 2, maxLength: MOST });
      this.text.setAttribute("aria-describedby", `${id}-sentence ${id}-problem`);
      this.problem = element("p", { id: `${id}-problem`, className: "disclosure-grid__problem" });
      this.problem.setAttribute("role", "alert");
      const form = element(
        "div",
        { className: "disclosure-grid__keep" },
        this.sentence,
        element("label", { htmlFor: id }, label),
        this.text,
        this.problem,
        this.button(this.messages.keepSave, "keepSave"),
        this.button(this.messages.keepCancel, "keepCancel"),
      );
      form.addEventListener("keydown", (event) => this.pressed(event));
      // What is typed here is no figure.
      form.addEventListener("input", (event) => event.stopPropagation());
      this.container.replaceChildren(form);
    }

    button(text, name) {
      const className = "button button-small button-secondary";
      const made = element("button", { type: "button", className }, text);
      made.dataset[name] = "";
      return made;
    }

    get isOpen() {
      return this.container.childElementCount > 0;
    }

    // A new answer may speak of other numbers; the reason is kept under those that it is given for.
    refresh() {
      if (!this.isOpen) return;
      const finding = this.list.find(this.place);
      this.sentence.textContent = finding?.message ?? this.messages.keepGone;
    }

    pressed(event) {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Escape") this.cancel();
      // Enter in a text field makes a line; with Ctrl it keeps the reason.
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.save();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    save() {
      const reason = this.text.value.trim();
      const finding = this.list.find(this.place);
      if (!reason || !finding) {
        this.problem.textContent = this.messages[finding ? "keepEmpty" : "keepGone"];
        this.text.focus();
        return;
      }
      this.close();
      this.done(finding.key, reason);
    }

    // The page is saved: what stands in the form is meant.
    flush() {
      if (this.isOpen && this.text.value.trim() && this.list.find(this.place)) this.save();
    }

    cancel() {
      this.close();
      if (!this.list.focus(this.place)) this.list.container.focus();
    }

    close() {
      this.container.replaceChildren();
    }
  }

  window.disclosureGrid = { ...window.disclosureGrid, ReasonForm };
})();
