const DAYS_30_MS = 30 * 86_400_000

/** Members' consents that an app may read personal fields. Each is valid for 30 days (doc 91335). */
export interface Consents {
  give(userId: string, agentId: number): void
  has(userId: string, agentId: number): boolean
  clear(): void
}

/** @param now milliseconds of the simulated clock */
export function createConsents(now: () => number): Consents {
  const until = new Map<string, number>()
  return {
    give: (userId, agentId) => void until.set(`${agentId} ${userId}`, now() + DAYS_30_MS),
    has: (userId, agentId) => (until.get(`${agentId} ${userId}`) ?? 0) > now(),
    clear: () => until.clear(),
  }
}
