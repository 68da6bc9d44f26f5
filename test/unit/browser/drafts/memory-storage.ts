/** A browser's storage with room for `room` characters. */
export function createMemoryStorage(room = Infinity): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: index => [...items.keys()][index] ?? null,
    getItem: name => items.get(name) ?? null,
    setItem(name, value) {
      if (name.length + value.length > room) throw new DOMException('full', 'QuotaExceededError')
      items.set(name, value)
    },
    removeItem: name => void items.delete(name),
    clear: () => items.clear(),
  }
}
