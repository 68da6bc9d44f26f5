import { AppError } from '../errors/app-error.ts'
import type { Vault } from '../storage/vault.ts'
import { LIMITS, windowsOf } from './limit-table.ts'
import type { LimitFactors, LimitName, LimitRow, LimitWindow } from './limit-table.ts'

/** Who uses something. A window for an owner who is not known does not count. */
export interface LimitOwner {
  /** userid of the member. */
  member?: string
  /** Network of the client. */
  client?: string
}

/** Something that was counted. */
export interface Spent {
  /** Takes it back, as if it had not been counted. */
  undo(): Promise<void>
}

export interface LimitsOptions {
  /** Counts where an outage of the store must refuse. */
  access: Vault
  /** Counts everything else. */
  refetchable: Vault
  factors: LimitFactors
}

/** The limits of limit-table.ts. */
export interface Limits {
  /**
   * Counts one use.
   *
   * @param item counts once in each window, however often it is used; without it, every use counts
   * @throws {AppError} too_many_requests; then nothing is counted
   */
  spend(name: LimitName, owner: LimitOwner, item?: string): Promise<Spent>
}

export function createLimits({ access, refetchable, factors }: LimitsOptions): Limits {
  function keyOf(vault: Vault, name: LimitName, { per, windowMs }: LimitWindow, owner: LimitOwner): string | undefined {
    const key = `limit:${name}:${windowMs}`
    if (per === 'all') return key
    const id = owner[per]
    return id === undefined ? undefined : `${key}:${vault.fingerprint(id)}`
  }

  return {
    async spend(name, owner, item) {
      const { failsClosed }: LimitRow = LIMITS[name]
      const vault = failsClosed ? access : refetchable
      const spent: Spent[] = []
      const undo = async () => void await Promise.all(spent.map(use => use.undo()))
      // One after the other: a client that is over its own limit must not use up what all clients share.
      for (const window of windowsOf(name, factors)) {
        const key = keyOf(vault, name, window, owner)
        if (key === undefined) continue
        const use = await vault.use(key, window, item)
        if (!use.granted) {
          await undo()
          const retryAfterSeconds = Math.ceil(use.retryAfterMs / 1_000)
          throw new AppError('too_many_requests', { detail: name, retryAfterSeconds })
        }
        spent.push(use)
      }
      return { undo }
    },
  }
}
