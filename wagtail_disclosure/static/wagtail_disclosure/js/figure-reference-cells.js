// The figures of the grid on this page: what references in the text show, and what can be chosen.
(() => {
  const MISSING = "—";
  const NOT_APPLICABLE = "不适用";
  const CELL = ".disclosure-grid :is(input, output)[data-part='figures'][data-address]";
  const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;

  const listeners = new Set();

  // Digits as the published table prints them, until the server's own text comes; no arithmetic.
  function printed(typed) {
    const text = typed.normalize("NFKC").replace(/\s/g, "");
    if (text.toLowerCase() === "n/a" || text === NOT_APPLICABLE) return NOT_APPLICABLE;
    const found = NUMBER.exec(text);
    if (!found) return MISSING;
    const whole = found[2].replaceAll(",", "").replace(/^0+(?=\d)/, "");
    const fraction = /[1-9]/.test(found[3] ?? "") ? `.${found[3]}` : "";
    return `${found[1] === "-" ? "-" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${fraction}`;
  }

  function figure(element) {
    return element.matches("input") ? printed(element.value) : element.textContent.trim();
  }

  // The words of a head cell, without what is meant for the eye or the ear only.
  function words(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("[aria-hidden], .w-sr-only, .disclosure-grid__unit").forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  // The heads of a cell, as its accessible name has them: rows and columns apart.
  function heads(element) {
    const found = { rows: [], columns: [] };
    const ids = element.getAttribute("aria-labelledby").split(" ");
    ids.map((id) => document.getElementById(id)).forEach((head) => {
      if (!head?.matches("th")) return;
      const above = head.closest("thead, .disclosure-grid__subhead");
      found[above ? "columns" : "rows"].push(words(head));
    });
    return { row: found.rows.join(" › "), column: found.columns.join(" › ") };
  }

  function described(element) {
    const { row, column } = heads(element);
    return {
      address: element.dataset.address,
      table: words(element.closest("table").caption),
      row,
      column,
      name: [row, column].filter(Boolean).join(" · "),
      text: figure(element),
    };
  }

  const cells = {
    MISSING,

    hasGrid: () => document.querySelector(CELL) !== null,

    // All figures in the order of the form.
    all: () => [...document.querySelectorAll(CELL)].map(described),

    // One figure as it stands now; a dash and the bare address for a cell that is not there.
    find(address) {
      const element = document.querySelector(`${CELL}[data-address="${CSS.escape(address)}"]`);
      if (!element) return { address, name: address, text: MISSING };
      const found = described(element);
      return { ...found, text: found.text || MISSING };
    },

    // Calls `listener` whenever a figure may have changed; gives a function that ends it.
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  const changed = () => listeners.forEach((listener) => listener());
  document.addEventListener("input", ({ target }) => {
    if (target.closest?.(".disclosure-grid")) changed();
  });
  document.addEventListener("figure-grid:answered", changed);

  window.disclosureReferences = { cells };
})();
