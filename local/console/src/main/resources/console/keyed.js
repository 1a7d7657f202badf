/**
 * Keeps the rows of a table as a list says, changing only what is different: the focus, an open
 * menu and a selected text stay where they are.
 *
 * @template T
 * @param {Element} parent
 * @param {Array<T>} entries in the order in which they are shown
 * @param {function(T): string} key
 * @param {function(T): Element & {update: function(T)}} create makes a row; its `update` is called
 *     after that and for each later list
 */
export function showKeyed(parent, entries, key, create) {
  const before = new Map([...parent.children].map((row) => [row.dataset.key, row]));
  let next = parent.firstElementChild;
  for (const entry of entries) {
    const name = key(entry);
    let row = before.get(name);
    before.delete(name);
    if (!row) {
      row = create(entry);
      row.dataset.key = name;
    }
    row.update(entry);
    if (row === next) {
      next = row.nextElementSibling;
    } else {
      parent.insertBefore(row, next);
    }
  }
  before.forEach((row) => row.remove());
}
