// Places and moves in the figure grid, and what a spreadsheet puts on the clipboard.
// No server, no stored data: only the cells as they stand in the document.
(() => {
  const number = (element, key) => Number.parseInt(element.dataset[key], 10);

  const isCell = (element) => element?.matches?.("[data-lane]") ?? false;
  const isField = (element) => isCell(element) && element.matches("input");

  // Fields and calculated cells in the rows of the printed form. A row's lanes go from left
  // to right, two for each printed column: even lanes hold opening balances, odd ones figures.
  class CellTable {
    constructor(root) {
      this.rows = [];
      root.querySelectorAll("table[data-table]").forEach((table) => {
        table.querySelectorAll("tr[data-row]").forEach((line) => {
          const cells = new Map();
          line.querySelectorAll("[data-lane]").forEach((cell) => {
            cells.set(number(cell, "lane"), cell);
          });
          this.rows.push({ table: number(table, "table"), cells });
        });
      });
      this.places = new Map();
      this.rows.forEach((row, index) => {
        row.cells.forEach((cell, lane) => this.places.set(cell, { index, lane }));
      });
    }

    // All cells in reading order.
    get cells() {
      return [...this.places.keys()];
    }

    // The cell next to `cell`, or undefined at the edge. `step` is -1 or 1.
    beside(cell, step) {
      const { index, lane } = this.places.get(cell);
      const lanes = [...this.rows[index].cells.keys()];
      return this.rows[index].cells.get(lanes[lanes.indexOf(lane) + step]);
    }

    // The cell below (step 1) or above (step -1), passing over headings and into the next table.
    below(cell, step) {
      const { index, lane } = this.places.get(cell);
      for (let at = index + step; at >= 0 && at < this.rows.length; at += step) {
        const { cells } = this.rows[at];
        if (cells.size) return cells.get(lane) ?? cells.get(lane + 1) ?? nearest(cells, lane);
      }
      return undefined;
    }

    // Where the values of a pasted block belong, from `cell` on to the right and down.
    // Gives {places: [{cell, text}], left: [{line, values}]}; `left` is what has no place.
    // A blank line of the block stands for a heading of the form, other lines pass over it.
    spread(cell, block) {
      const start = this.places.get(cell);
      const { table } = this.rows[start.index];
      const places = [];
      const left = [];
      let index = start.index;
      block.forEach((values, number) => {
        const blank = values.every((text) => text === "");
        while (!blank && this.isHeading(index, table)) index += 1;
        const row = this.rows[index];
        index += 1;
        const lost = [];
        values.forEach((text, offset) => {
          const target = row?.table === table && row.cells.get(laneAt(start.lane, offset));
          if (target) places.push({ cell: target, text });
          else if (text !== "") lost.push(text);
        });
        if (lost.length) left.push({ line: number + 1, values: lost });
      });
      return { places, left };
    }

    isHeading(index, table) {
      const row = this.rows[index];
      return row !== undefined && row.table === table && row.cells.size === 0;
    }
  }

  // The lane of a block's column: a block that starts at an opening balance has one column of
  // them and goes on with the figures; all other blocks pass over opening balances.
  function laneAt(start, offset) {
    if (start % 2 === 0) return offset === 0 ? start : start + 2 * offset - 1;
    return start + 2 * offset;
  }

  // Whether an arrow key leaves the cell: at the edge of its text, or all of it selected.
  function atEdge(cell, step) {
    if (!isField(cell)) return true;
    const { selectionStart, selectionEnd, value } = cell;
    const all = selectionStart === 0 && selectionEnd === value.length;
    const edge = step < 0 ? 0 : value.length;
    return all || (selectionStart === edge && selectionEnd === edge);
  }

  function nearest(cells, lane) {
    const lanes = [...cells.keys()];
    const distance = (other) => Math.abs(other - lane);
    return cells.get(lanes.reduce((a, b) => (distance(b) < distance(a) ? b : a)));
  }

  // A message with its named places filled; a function, because values may hold "$&".
  function fill(message, values) {
    return message.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
  }

  // Rows and columns of text as spreadsheets copy it: tabs and line ends, cells that hold one
  // of these in quotes. A printed dash is a blank.
  function parseBlock(text) {
    const rows = [[""]];
    let quoted = false;
    const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (let at = 0; at < source.length; at += 1) {
      const letter = source[at];
      const row = rows[rows.length - 1];
      const last = row.length - 1;
      if (quoted) {
        if (letter !== '"') row[last] += letter;
        else if (source[at + 1] === '"') {
          row[last] += '"';
          at += 1;
        } else quoted = false;
      } else if (letter === '"' && row[last] === "") quoted = true;
      else if (letter === "\t") row.push("");
      else if (letter === "\n") rows.push([""]);
      else row[last] += letter;
    }
    return rows.map((row) => row.map(cleaned));
  }

  function cleaned(text) {
    const plain = text.replace(/\s+/g, " ").trim();
    return /^[—–-]+$/.test(plain) ? "" : plain;
  }

  // Whether pasted text is more than one cell; a single cell is the browser's business.
  function isBlock(text) {
    return /[\t\r\n]/.test(text.replace(/[\r\n]+$/, ""));
  }

  window.disclosureGrid = {
    ...window.disclosureGrid,
    CellTable,
    atEdge,
    fill,
    isBlock,
    isCell,
    isField,
    parseBlock,
  };
})();
