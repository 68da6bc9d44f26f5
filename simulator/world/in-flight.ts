/** Writes that are under way. */
export interface InFlight {
  /** @returns false when the same write is already under way */
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
