// The server's answer in the cells: totals, explanations, numbers as they were read, marks.
(() => {
  const { fill, findingsByPlace, isField, markPlace } = window.disclosureGrid;

  class AnswerView {
    // `grid` is the controller: its targets, messages and list of findings.
    constructor(grid) {
      this.grid = grid;
    }

    // `asked` is the data that the server was asked about; none for what came with the page.
    show(answer, asked) {
      const { grid } = this;
      Object.assign(this, { answer, asked });
      grid.resultTargets.forEach((result) => {
        const state = answer.cells[result.dataset.address];
        if (!state) return;
        result.textContent = state.text;
        result.dataset.state = state.state;
      });
      grid.whyTargets.forEach((why) => {
        why.textContent = answer.cells[why.dataset.address]?.explanation ?? "";
      });
      grid.cellTargets
        .filter((cell) => cell !== document.activeElement)
        .forEach((cell) => this.normalise(cell));
      grid.list.show(answer);
      grid.reasons.refresh();
      this.mark();
      // Written only when it changes: a live region speaks at every writing.
      if (grid.summaryTarget.textContent !== answer.summary) {
        grid.summaryTarget.textContent = answer.summary;
      }
    }

    mark() {
      const { grid } = this;
      const found = findingsByPlace(this.answer);
      const options = { refused: grid.refusedValue, messages: grid.messagesValue };
      grid.placeTargets.forEach((place) => {
        const key = `${place.dataset.part} ${place.dataset.address}`;
        markPlace(place, found.get(key) ?? [], grid.list.ids, options);
      });
    }

    // A number as the server reads it (full-width digits become plain ones), if the cell still
    // holds what the server was asked about.
    normalise(cell) {
      if (!isField(cell) || !this.asked) return;
      const { address, part } = cell.dataset;
      const state = (part === "opening" ? this.answer.opening : this.answer.cells)[address];
      if (!state || cell.value.trim() !== String(this.asked[part][address] ?? "")) return;
      cell.dataset.state = state.state;
      cell.dataset.source = state.source ?? "";
      if (["number", "n/a"].includes(state.state)) cell.value = state.text;
    }

    // The line that tells of the cell one stands in: how it came about, and last year's figure.
    hint(cell) {
      const { address, part } = cell.dataset;
      const state = this.answer.cells[address];
      const texts = part === "figures" ? [state?.explanation] : [];
      if (part === "figures" && state?.last_year) {
        texts.push(fill(this.grid.messagesValue.lastYear, { value: state.last_year }));
      }
      this.grid.hintTarget.textContent = texts.filter(Boolean).join(" · ");
    }
  }

  window.disclosureGrid = { ...window.disclosureGrid, AnswerView };
})();
