// The chooser of figures: a search field over the list of all cells of the grid.
(() => {
  const { cells } = window.disclosureReferences;
  const PAGE = 10;

  let serial = 0;

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  }

  // Full-width letters count as plain ones, capitals as small ones.
  const plain = (text) => text.normalize("NFKC").toLowerCase();

  class FigureDialog {
    // `chosen(address)` or `closed()` is called, once.
    constructor({ messages, chosen, closed }) {
      Object.assign(this, { messages, chosen, closed });
      serial += 1;
      this.id = `disclosure-chooser-${serial}`;
      this.options = [];
    }

    open() {
      this.dialog = make("dialog", {
        class: "disclosure-chooser",
        "aria-labelledby": `${this.id}-title`,
      });
      this.dialog.append(
        make("h2", { class: "disclosure-chooser__title", id: `${this.id}-title` }, this.messages.title),
        ...(cells.hasGrid() ? this.body() : [make("p", {}, this.messages.noGrid)]),
        this.cancel(),
      );
      this.dialog.addEventListener("close", () => this.finish());
      document.body.append(this.dialog);
      this.dialog.showModal();
      if (this.field) this.filter();
    }

    remove() {
      this.finished = true;
      this.dialog?.remove();
    }

    // Closed by the button or Escape, or after a choice.
    finish() {
      if (this.finished) return;
      this.remove();
      if (this.choice) this.chosen(this.choice);
      else this.closed();
    }

    body() {
      this.field = make("input", {
        type: "text",
        id: `${this.id}-field`,
        role: "combobox",
        autocomplete: "off",
        autofocus: "",
        "aria-expanded": "true",
        "aria-autocomplete": "list",
        "aria-controls": `${this.id}-list`,
      });
      this.field.addEventListener("input", () => this.filter());
      this.field.addEventListener("keydown", (event) => this.pressed(event));
      this.status = make("p", { class: "disclosure-chooser__status", role: "status" });
      this.list = make("div", {
        class: "disclosure-chooser__list",
        id: `${this.id}-list`,
        role: "listbox",
        "aria-label": this.messages.title,
      });
      this.list.append(...this.groups());
      this.list.addEventListener("click", ({ target }) => {
        const option = target.closest("[role='option']");
        if (option) this.choose(option);
      });
      const label = make("label", { for: this.field.id }, this.messages.search);
      return [label, this.field, this.status, this.list];
    }

    groups() {
      const tables = Map.groupBy
        ? Map.groupBy(cells.all(), ({ table }) => table)
        : cells.all().reduce((map, cell) => map.set(cell.table, [...(map.get(cell.table) ?? []), cell]), new Map());
      return [...tables].map(([table, figures], number) => {
        const id = `${this.id}-group-${number}`;
        const heading = make("div", { class: "disclosure-chooser__table", id }, table);
        const group = make("div", { role: "group", "aria-labelledby": id }, heading);
        group.append(...figures.map((figure) => this.option(figure)));
        return group;
      });
    }

    option({ address, table, row, column, text }) {
      const blank = !text || text === cells.MISSING;
      const figure = make("span", { class: "disclosure-chooser__figure" }, blank ? this.messages.blank : text);
      if (blank) figure.dataset.blank = "";
      const option = make(
        "div",
        { role: "option", id: `${this.id}-${this.options.length}`, "aria-selected": "false" },
        make("span", { class: "disclosure-chooser__row" }, row),
        make("span", { class: "disclosure-chooser__column" }, column),
        figure,
      );
      option.dataset.address = address;
      this.options.push({ option, words: plain(`${table} ${row} ${column} ${text} ${text.replaceAll(",", "")}`) });
      return option;
    }

    cancel() {
      const button = make("button", { type: "button", class: "button button-secondary" }, this.messages.cancel);
      button.addEventListener("click", () => this.dialog.close());
      return make("div", { class: "disclosure-chooser__foot" }, button);
    }

    // --- searching and moving --------------------------------------------------------------

    filter() {
      const wanted = plain(this.field.value).split(/[\s·›]+/).filter(Boolean);
      this.options.forEach(({ option, words }) => {
        option.hidden = !wanted.every((word) => words.includes(word));
      });
      this.list.querySelectorAll("[role='group']").forEach((group) => {
        group.hidden = !group.querySelector("[role='option']:not([hidden])");
      });
      const { length } = this.shown();
      this.status.textContent = length
        ? this.messages.count.replace("%(count)s", length)
        : this.messages.nothing;
      this.activate(0);
    }

    shown() {
      return this.options.map(({ option }) => option).filter((option) => !option.hidden);
    }

    activate(number) {
      const shown = this.shown();
      this.active = shown[Math.max(0, Math.min(number, shown.length - 1))];
      this.options.forEach(({ option }) => {
        option.setAttribute("aria-selected", String(option === this.active));
      });
      if (this.active) {
        this.field.setAttribute("aria-activedescendant", this.active.id);
        this.active.scrollIntoView({ block: "nearest" });
      } else this.field.removeAttribute("aria-activedescendant");
    }

    pressed(event) {
      if (event.isComposing || event.keyCode === 229) return;
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };
      if (event.key in steps) this.activate(this.shown().indexOf(this.active) + steps[event.key]);
      else if (event.key === "Enter") this.choose(this.active);
      else return;
      event.preventDefault();
    }

    choose(option) {
      if (!option) return;
      this.choice = option.dataset.address;
      this.dialog.close();
    }
  }

  window.disclosureReferences.FigureDialog = FigureDialog;
})();
