// What makes a text area fit for Python: Tab and Shift-Tab indent and dedent, Enter keeps the indentation. Escape
// lets the next Tab leave, so that the keyboard is not trapped.

const UNIT = '    ';

/** Replaces what is selected as if it had been typed, so that undo works. @param {HTMLTextAreaElement} area */
function type(area, /** @type {string} */ text) {
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  }
}

/** @param {HTMLTextAreaElement} area @param {boolean} back */
function indent(area, back) {
  const { value, selectionStart, selectionEnd } = area;
  if (selectionStart === selectionEnd && !back) {
    const column = selectionStart - (value.lastIndexOf('\n', selectionStart - 1) + 1);
    type(area, ' '.repeat(UNIT.length - (column % UNIT.length)));
    return;
  }
  const from = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const last = value.indexOf('\n', Math.max(selectionEnd - 1, selectionStart));
  const to = last < 0 ? value.length : last;
  const lines = value.slice(from, to).split('\n');
  const changed = lines.map((line) =>
    back ? line.replace(/^(?: {1,4}|\t)/, '') : line && UNIT + line,
  );
  const text = changed.join('\n');
  if (text === lines.join('\n')) return;
  area.setSelectionRange(from, to);
  type(area, text);
  if (selectionStart === selectionEnd) {
    const at = Math.max(from, selectionStart + text.length - (to - from));
    area.setSelectionRange(at, at);
  } else area.setSelectionRange(from, from + text.length);
}

/** @param {HTMLTextAreaElement} area */
function newLine(area) {
  const before = area.value.slice(0, area.selectionStart);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const [space] = /** @type {RegExpMatchArray} */ (line.match(/^[ \t]*/));
  type(area, `\n${space}${/:\s*(#.*)?$/.test(line) ? UNIT : ''}`);
}

/** @param {HTMLTextAreaElement} area */
export function editable(area) {
  let free = false; // the next Tab moves on
  area.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      free = true;
    } else if (event.key === 'Tab' && !free && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      indent(area, event.shiftKey);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      newLine(area);
    } else if (event.key !== 'Shift') {
      free = false;
    }
  });
  area.addEventListener('blur', () => (free = false));
}
