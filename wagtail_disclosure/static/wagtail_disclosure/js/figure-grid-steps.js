// Steps that can be taken back and repeated: a cell that was typed, a block that was pasted.
(() => {
  const { isField } = window.disclosureGrid;

  const steps = (Base) => class extends Base {
    // What is typed in a cell is the browser's to take back, until the cell holds what it held;
    // from there on it would take back what it set itself, and make figures that nobody typed.
    back(target) {
      if (this.isChanged(target)) {
        this.start.back = true;
        return false;
      }
      if (this.start) this.start.back = false;
      this.step("undo");
      return true;
    }

    forth(target) {
      if (this.isChanged(target) || (isField(target) && this.start?.back)) return false;
      this.step("redo");
      return true;
    }

    isChanged(target) {
      return isField(target) && this.start && target.value !== this.start.text;
    }

    // One step that Ctrl+Z takes back as a whole.
    change(action) {
      this.notice.settle();
      this.remember();
      const before = this.store.snapshot();
      action();
      this.store.push(before);
      this.restart();
      this.publish();
    }

    // What was typed into the cell one stands in becomes a step of its own.
    remember() {
      if (this.start && isField(this.start.cell) && this.start.cell.value !== this.start.text) {
        this.store.push(this.start.data);
        this.restart();
      }
    }

    restart() {
      if (!this.start) return;
      this.start.text = this.start.cell.value ?? "";
      this.start.data = this.store.snapshot();
    }

    // Undo or redo; the server's answer brings the totals along.
    step(name) {
      this.remember();
      const stored = (cell) => this.store.text(cell.dataset.part, cell.dataset.address);
      const before = this.cellTargets.map(stored);
      if (!this.store[name]()) return;
      const changed = this.cellTargets.filter((cell, at) => stored(cell) !== before[at]);
      this.refill();
      this.restart();
      this.publish();
      // Where it happened is where one wants to be.
      if (changed.length && !changed.includes(document.activeElement)) this.go(changed[0]);
      this.notice.say(this.messagesValue[name === "undo" ? "undone" : "redone"]);
    }

    // The stored figures into the cells.
    refill() {
      this.cellTargets.forEach((cell) => {
        cell.value = this.store.text(cell.dataset.part, cell.dataset.address);
      });
    }
  };

  window.disclosureGrid = { ...window.disclosureGrid, steps };
})();
