/**
 * Updates the rows of a table to match a list. Only rows that differ change, so that the focus, an open
 * menu and a selection survive.
 *
 * @template T
 * @param {Element} parent
 * @param {Array<T>} entries in display order
 * @param {function(T): string} key
 * @param {function(T): Element & {update: function(T)}} create creates a row; its `update` is called
 *     then and for each later list
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
