// Wagtail 8.0 takes the form as it stands when an autosave is answered for what was saved: what is
// typed while the answer is under way counts as saved and is not. This notices, and has it saved.
(() => {
  // The form as the server would get it; the field below says nothing.
  const NAME = "disclosure-save-again";

  function contents(form) {
    const data = new FormData(form);
    data.delete(NAME);
    return new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
  }

  class AutosaveGuard {
    // `saved` is called after every autosave.
    constructor(form, saved) {
      Object.assign(this, { form, saved });
      this.sending = () => {
        this.sent = contents(form).toString();
      };
      this.answered = () => {
        if (this.sent !== undefined && this.sent !== contents(form).toString()) this.nudge();
        this.saved();
      };
      document.addEventListener("w-autosave:save", this.sending);
      document.addEventListener("w-autosave:success", this.answered);
    }

    stop() {
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
