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

/** Something that counts for a short time, because it is not known yet whether it counts. */
export interface Held extends Spent {
  /** Counts it for the whole windows from now. */
  keep(): Promise<void>
}

/**
 * A held use counts for this long, milliseconds: longer than an attempt runs, with three seconds in the lane of its
 * call and four for the call. After a crash, its place is free again.
 */
export const HELD_MS = 10_000

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
  /**
   * Counts something for a short time.
   *
   * @throws {AppError} too_many_requests; with a wait of more than HELD_MS, all places are taken by what was kept
   */
  hold(name: LimitName, owner: LimitOwner): Promise<Held>
}

export function createLimits({ access, refetchable, factors }: LimitsOptions): Limits {
  function keyOf(vault: Vault, name: LimitName, { per, windowMs }: LimitWindow, owner: LimitOwner): string | undefined {
    const key = `limit:${name}:${windowMs}`
    if (per === 'all') return key
    const id = owner[per]
    return id === undefined ? undefined : `${key}:${vault.fingerprint(id)}`
  }

  async function count(
    name: LimitName, owner: LimitOwner, { item, heldMs }: { item?: string, heldMs?: number },
  ): Promise<Held> {
    const { failsClosed }: LimitRow = LIMITS[name]
    const vault = failsClosed ? access : refetchable
    const counted: Held[] = []
    const undo = async () => void await Promise.all(counted.map(use => use.undo()))
    const keep = async () => void await Promise.all(counted.map(use => use.keep()))
    // One after the other: a client that is over its own limit must not use up what all clients share.
    for (const window of windowsOf(name, factors)) {
      const key = keyOf(vault, name, window, owner)
      if (key === undefined) continue
      const use = await vault.use(key, { ...window, heldMs }, item)
      if (!use.granted) {
        await undo()
        const retryAfterSeconds = Math.ceil(use.retryAfterMs / 1_000)
        throw new AppError('too_many_requests', { detail: name, retryAfterSeconds })
      }
      counted.push(use)
    }
    return { undo, keep }
  }

  return {
    spend: (name, owner, item) => count(name, owner, { item }),
    hold: (name, owner) => count(name, owner, { heldMs: HELD_MS }),
  }
}
