// The stored JSON of the grid, its hidden field, and the steps that can be taken back.
(() => {
  const MOST_STEPS = 100;

  const isObject = (part) => part && typeof part === "object" && !Array.isArray(part);

  class FigureStore {
    // `field` is the hidden input; `stored` stands in where its text cannot be read.
    constructor(field, stored) {
      let data;
      try {
        data = JSON.parse(field.value);
      } catch {
        data = stored;
      }
      this.field = field;
      const parts = ["figures", "opening", "claimed", "acknowledged"];
      this.data = Object.fromEntries(
        parts.map((part) => [part, isObject(data?.[part]) ? data[part] : (stored[part] ?? {})]),
      );
      this.past = [];
      this.future = [];
    }

    snapshot() {
      return JSON.stringify(this.data);
    }

    text(part, address) {
      return String(this.data[part][address] ?? "");
    }

    put(part, address, text) {
      if (text.trim() === "") delete this.data[part][address];
      else this.data[part][address] = text.trim();
    }

    // Into the hidden field, so that autosave, preview and the warning on leaving see it.
    publish() {
      this.field.value = this.snapshot();
      ["input", "change"].forEach((name) => {
        this.field.dispatchEvent(new Event(name, { bubbles: true }));
      });
    }

    // One step from `before` (a snapshot) to now.
    push(before) {
      const after = this.snapshot();
      if (before === after) return;
      this.past = [...this.past, { before, after }].slice(-MOST_STEPS);
      this.future = [];
    }

    // Each gives whether there was a step to take.
    undo() {
      const entry = this.past.pop();
      if (!entry) return false;
      this.future.push(entry);
      this.data = JSON.parse(entry.before);
      return true;
    }

    redo() {
      const entry = this.future.pop();
      if (!entry) return false;
      this.past.push(entry);
      this.data = JSON.parse(entry.after);
      return true;
    }
  }

  window.disclosureGrid = { ...window.disclosureGrid, FigureStore };
})();
