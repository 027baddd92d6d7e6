// What the server says about the figures: findings beside the grid, marks at its cells.
(() => {
  const { fill } = window.disclosureGrid;
  const KINDS = ["error", "blank", "warning", "information", "kept"];
  const SYMBOLS = { error: "!", warning: "?", information: "i", blank: "○", kept: "✓" };
  // What a new report is full of: not typed yet. Folded together, and no mistake so far.
  const BLANK = { F02: "blankGroup", Y02: "openingGroup" };

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  }

  function kindOf({ code, severity, reason }) {
    if (reason) return "kept";
    return code in BLANK ? "blank" : severity;
  }

  // Two answers speak of the same finding when this is the same: numbers may have changed.
  // Findings without cells are told apart by the field that they are about.
  const findingKey = ({ code, part, cells, field, place }) =>
    [code, part, ...(cells.length ? cells : [field]), place].filter(Boolean).join(" ");

  // The list beside the grid. `id` is the prefix of ids.
  class FindingList {
    constructor(container, id, messages) {
      Object.assign(this, { container, id, messages });
    }

    // Draws the findings; focus that stood on one, or on a button below it, stays there.
    show(answer) {
      this.answer = answer;
      const inside = this.container.contains(document.activeElement);
      const item = document.activeElement?.closest?.("li");
      const focused = inside && item?.querySelector("[data-finding]")?.dataset.finding;
      this.ids = new Map();
      const groups = KINDS.map((kind) => this.group(kind, answer)).filter(Boolean);
      this.container.replaceChildren(...groups);
      if (inside && !(focused && this.focus(focused))) this.container.focus();
    }

    // The finding of that key in the newest answer, not yet kept.
    find(key) {
      return this.answer.findings.find(
        (finding) => findingKey(finding) === key && finding.acknowledgeable && !finding.reason,
      );
    }

    keyOf(finding) {
      return findingKey(finding);
    }

    focus(key) {
      const button = [...this.container.querySelectorAll("[data-finding]")].find(
        (candidate) => candidate.dataset.finding === key,
      );
      button?.closest("details")?.setAttribute("open", "");
      button?.focus();
      return Boolean(button);
    }

    group(kind, answer) {
      const found = answer.findings.filter((finding) => kindOf(finding) === kind);
      if (!found.length) return null;
      const title = element("h4", { id: `${this.id}-${kind}` }, this.messages[kind]);
      const list = element("ul", { "aria-labelledby": `${this.id}-${kind}` });
      if (kind === "blank") {
        Object.keys(BLANK)
          .map((code) => found.filter((finding) => finding.code === code))
          .filter((same) => same.length)
          .forEach((same) => list.append(this.folded(same)));
        const count = Object.keys(answer.nothing).length;
        if (count) {
          const text = fill(this.messages.nothing, { count });
          list.append(element("li", {}, this.button(text, { "data-nothing": "" })));
        }
      } else list.append(...found.map((finding) => this.item(finding, kind)));
      const strange = found.filter(({ code, discard }) => code === "F05" && discard);
      if (strange.length > 1) {
        const text = fill(this.messages.discardAll, { count: strange.length });
        list.append(element("li", {}, this.button(text, { "data-discard-all": "" })));
      }
      return element("section", { "data-kind": kind }, title, list);
    }

    folded(found) {
      const { code } = found[0];
      const text = fill(this.messages[BLANK[code]], { count: found.length });
      const suggested = found.filter((finding) => finding.suggestion);
      const list = element("ul", {}, ...found.map((finding) => this.item(finding, "blank")));
      const details = element("details", { "data-code": code });
      details.append(element("summary", {}, symbol("blank"), text), list);
      if (this.container.querySelector(`details[open][data-code="${code}"]`)) details.open = true;
      const item = element("li", {}, details);
      if (suggested.length) {
        const all = fill(this.messages.takeAll, { count: suggested.length });
        item.append(this.button(all, { "data-take-all": "" }));
      }
      return item;
    }

    item(finding, kind) {
      const id = `${this.id}-${this.ids.size}`;
      this.ids.set(finding, id);
      const sentence = element("span", { id }, finding.message);
      const attributes = { type: "button", "data-finding": findingKey(finding), "data-kind": kind };
      const item = element("li", {}, element("button", attributes, symbol(kind), sentence));
      const [cell] = finding.cells;
      if (finding.discard) {
        const value = {
          "data-discard": finding.discard,
          "data-cell": cell,
          "aria-describedby": id,
        };
        item.append(this.button(this.messages.discard, value));
      }
      if (finding.suggestion) {
        const text = fill(this.messages.take, { value: finding.suggestion });
        const value = { "data-take": finding.suggestion, "data-cell": cell, "aria-describedby": id };
        item.append(this.button(text, value));
      }
      if (finding.count && !finding.reason) {
        const text = fill(this.messages.takeCount, { value: finding.count });
        item.append(this.button(text, { "data-count": cell, "aria-describedby": id }));
      }
      if (finding.reason) {
        const reason = fill(this.messages.reasonOf, { reason: finding.reason });
        const value = { "data-reopen": finding.key, "aria-describedby": id };
        item.append(element("p", { class: "disclosure-grid__reason" }, reason));
        item.append(this.button(this.messages.reopen, value));
      } else if (finding.acknowledgeable) {
        const value = { "data-keep": findingKey(finding), "aria-describedby": id };
        item.append(this.button(this.messages.keep, value));
      }
      return item;
    }

    button(text, attributes) {
      const style = "button button-small button-secondary";
      return element("button", { type: "button", class: style, ...attributes }, text);
    }
  }

  function symbol(kind) {
    return element(
      "span",
      { class: "disclosure-grid__symbol", "data-kind": kind, "aria-hidden": "true" },
      SYMBOLS[kind],
    );
  }

  // Findings by place ("part address"), the gravest first as the server sends them.
  function findingsByPlace(answer) {
    const places = new Map();
    answer.findings.forEach((finding) => {
      finding.cells.forEach((cell) => {
        const key = `${finding.part} ${cell}`;
        places.set(key, [...(places.get(key) ?? []), finding]);
      });
    });
    return places;
  }

  // Marks one place of the grid. A blank cell is no mistake while the report is being written:
  // it is marked as invalid only after publication was refused (`refused`).
  function markPlace(place, findings, ids, { refused, messages }) {
    const field = place.querySelector("[data-lane]");
    const base = field.dataset.describedBy ?? field.getAttribute("aria-describedby") ?? "";
    field.dataset.describedBy = base;
    place.querySelector(".disclosure-grid__mark")?.remove();
    place.removeAttribute("data-kind");
    const described = [base, ...findings.map((finding) => ids.get(finding))].filter(Boolean);
    if (described.length) field.setAttribute("aria-describedby", described.join(" "));
    else field.removeAttribute("aria-describedby");
    const open = findings.filter((finding) => !finding.reason);
    const wrong = open.filter((finding) => kindOf(finding) !== "blank" || refused);
    if (wrong.length && field.matches("input")) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    if (!findings.length) return;
    const grave = findings.find((finding) => kindOf(finding) !== "blank") ?? findings[0];
    const kind = kindOf(grave);
    place.dataset.kind = kind;
    if (kind === "blank" && !refused) return;
    const mark = element(
      "button",
      {
        type: "button",
        class: "disclosure-grid__mark",
        tabindex: "-1",
        "aria-label": messages.goTo,
        "data-mark": findingKey(grave),
      },
      symbol(kind),
    );
    place.append(mark);
  }

  window.disclosureGrid = {
    ...window.disclosureGrid,
    FindingList,
    findingsByPlace,
    markPlace,
  };
})();
