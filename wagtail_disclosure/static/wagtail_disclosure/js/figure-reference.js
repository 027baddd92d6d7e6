// References to figures in Draftail: the entity in the text, and the button that inserts one.
(() => {
  const { React, DraftJS, draftail } = window;
  const { EditorState, Modifier } = DraftJS;
  const { cells, FigureDialog } = window.disclosureReferences;

  const TYPE = "FIGURE";
  // Holds the place of a figure within the editor; it is never stored.
  const MARK = "◆";

  // Shown by Draftail while the chooser is open.
  class FigureSource extends React.Component {
    componentDidMount() {
      this.dialog = new FigureDialog({
        messages: this.props.entityType.messages,
        chosen: (address) => this.insert(address),
        closed: () => this.props.onClose(),
      });
      this.dialog.open();
    }

    componentWillUnmount() {
      this.dialog.remove();
    }

    insert(cell) {
      const { editorState, entityKey, onComplete } = this.props;
      const selection = entityKey
        ? draftail.DraftUtils.getEntitySelection(editorState, entityKey)
        : editorState.getSelection();
      const content = editorState.getCurrentContent().createEntity(TYPE, "IMMUTABLE", { cell });
      const key = content.getLastCreatedEntityKey();
      const next = Modifier.replaceText(content, selection, MARK, null, key);
      onComplete(EditorState.push(editorState, next, "insert-characters"));
    }

    render() {
      return null;
    }
  }

  // The figure in the text, as it stands in the grid now.
  class Figure extends React.Component {
    componentDidMount() {
      this.stop = cells.subscribe(() => this.forceUpdate());
    }

    componentWillUnmount() {
      this.stop();
    }

    render() {
      const { contentState, entityKey, children, onEdit } = this.props;
      const { cell = "" } = contentState.getEntity(entityKey).getData();
      const { name, text } = cells.find(cell);
      const missing = text === cells.MISSING;
      return React.createElement(
        "span",
        {
          className: `disclosure-reference${missing ? " disclosure-reference--missing" : ""}`,
          role: "img",
          title: name,
          "aria-label": `${text} (${name})`,
          "data-cell": cell,
          "data-figure": text,
          onDoubleClick: () => onEdit(entityKey),
        },
        children,
      );
    }
  }

  draftail.registerPlugin({ type: TYPE, source: FigureSource, decorator: Figure }, "entityTypes");
})();
