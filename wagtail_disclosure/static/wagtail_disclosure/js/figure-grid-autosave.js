// Wagtail 8.0 takes the form as it stands some two seconds after it was opened, and again when an
// autosave is answered, for what is saved: what is typed before counts as saved and is not. This
// notices, and has it saved.
(() => {
  // The form as the server would get it; the field below says nothing.
  const NAME = "disclosure-save-again";

  function contents(form) {
    const data = new FormData(form);
    data.delete(NAME);
    return new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
  }

  class AutosaveGuard {
    // `figures` is the grid's hidden field; `saved` is called after every autosave.
    constructor(form, figures, saved) {
      Object.assign(this, { form, saved, known: figures.value });
      // Of the other fields the page's own scripts write some while it is opened.
      this.noted = () => {
        if (this.known !== figures.value) this.nudge();
      };
      this.sending = () => {
        this.known = figures.value;
        this.sent = contents(form).toString();
      };
      this.answered = () => {
        if (this.sent !== undefined && this.sent !== contents(form).toString()) this.nudge();
        this.saved();
      };
      document.addEventListener("w-unsaved:watch-edits", this.noted);
      document.addEventListener("w-autosave:save", this.sending);
      document.addEventListener("w-autosave:success", this.answered);
    }

    stop() {
      document.removeEventListener("w-unsaved:watch-edits", this.noted);
      document.removeEventListener("w-autosave:save", this.sending);
      document.removeEventListener("w-autosave:success", this.answered);
    }

    // A change that Wagtail sees: it looks at the form's contents every half second.
    nudge() {
      if (!this.field) {
        this.field = Object.assign(document.createElement("input"), { type: "hidden", name: NAME });
        this.form.append(this.field);
      }
      // After Wagtail itself has taken note of the answer.
      setTimeout(() => {
        this.field.value = String(Number(this.field.value) + 1);
      }, 100);
    }
  }

  window.disclosureGrid = { ...window.disclosureGrid, AutosaveGuard };
})();
