const HOUR_MS = 3_600_000

/** Addresses that are banned for an hour after too many wrong secrets (doc 90313, 45009). */
export interface Bans {
  /** @param allowed how many wrong secrets per hour do not lead to a ban */
  noteWrongSecret(ip: string, allowed: number): void
  isBanned(ip: string): boolean
  clear(): void
}

/** @param now milliseconds of the simulated clock */
export function createBans(now: () => number): Bans {
  const wrong = new Map<string, number[]>()
  const until = new Map<string, number>()
  return {
    noteWrongSecret(ip, allowed) {
      const recent = [...(wrong.get(ip) ?? []).filter(at => at > now() - HOUR_MS), now()]
      wrong.set(ip, recent)
      if (recent.length > allowed) until.set(ip, now() + HOUR_MS)
    },
    isBanned: ip => (until.get(ip) ?? 0) > now(),
    clear() {
      wrong.clear()
      until.clear()
    },
  }
}
