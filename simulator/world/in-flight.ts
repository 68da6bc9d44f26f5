/** Writes that have not ended yet. */
export interface InFlight {
  /** @returns false when a write with this key has not ended yet */
  enter(key: string): boolean
  leave(key: string): void
}

export function createInFlight(): InFlight {
  const keys = new Set<string>()
  return {
    enter(key) {
      if (keys.has(key)) return false
      keys.add(key)
      return true
    },
    leave: key => void keys.delete(key),
  }
}
