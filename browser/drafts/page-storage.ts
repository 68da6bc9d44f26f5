/** What the drafts use of a storage. */
export type ItemStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>

/** In place of a storage that is switched off: it ends with the page, but what goes to the server passes through it. */
export function createPageStorage(): ItemStorage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: index => [...items.keys()][index] ?? null,
    getItem: name => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: name => void items.delete(name),
  }
}
