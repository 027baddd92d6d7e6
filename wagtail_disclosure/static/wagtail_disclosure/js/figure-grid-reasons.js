// Keeping a finding with a reason: a small form below it, one at a time.
(() => {
  const MOST = 500;

  class ReasonForm {
    // `list` is the list of findings; `done(key, reason)` keeps the reason.
    constructor(list, messages, done) {
      Object.assign(this, { list, messages, done });
    }

    // Opens below the button that was pressed.
    open(button) {
      this.close();
      const { keep: key } = button.dataset;
      const finding = this.list.answer.findings.find((each) => each.key === key);
      if (!finding) return;
      const id = `${this.list.id}-reason`;
      const label = document.createElement("label");
      label.htmlFor = id;
      label.textContent = finding.told ? this.messages.keepTold : this.messages.keepUntold;
      this.text = document.createElement("textarea");
      Object.assign(this.text, { id, rows: 2, maxLength: MOST });
      this.text.setAttribute("aria-describedby", `${id}-empty`);
      this.empty = document.createElement("p");
      Object.assign(this.empty, { id: `${id}-empty`, className: "disclosure-grid__empty" });
      this.empty.setAttribute("role", "alert");
      this.form = document.createElement("div");
      this.form.className = "disclosure-grid__keep";
      this.form.append(
        label,
        this.text,
        this.empty,
        this.button(this.messages.keepSave, "keepSave"),
        this.button(this.messages.keepCancel, "keepCancel"),
      );
      this.form.addEventListener("keydown", (event) => this.pressed(event));
      // What is typed here is no figure.
      this.form.addEventListener("input", (event) => event.stopPropagation());
      this.key = key;
      button.after(this.form);
      this.form.scrollIntoView({ block: "nearest" });
      this.text.focus({ preventScroll: true });
    }

    button(text, name) {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "button button-small button-secondary";
      made.dataset[name] = "";
      made.textContent = text;
      return made;
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
      if (!reason) {
        this.empty.textContent = this.messages.keepEmpty;
        this.text.focus();
        return;
      }
      const { key } = this;
      this.close();
      this.done(key, reason);
    }

    cancel() {
      const opener = this.form?.previousElementSibling;
      this.close();
      opener?.focus();
    }

    close() {
      this.form?.remove();
      this.form = null;
    }

    // The list is drawn anew at every answer; what is being written stays.
    survive(draw) {
      const { form, key } = this;
      const focused = form?.contains(document.activeElement) ? document.activeElement : null;
      draw();
      if (!form) return;
      const button = this.list.container.querySelector(`[data-keep="${key}"]`);
      if (button) {
        button.after(form);
        focused?.focus();
      } else this.form = null;
    }
  }

  window.disclosureGrid = { ...window.disclosureGrid, ReasonForm };
})();
