import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'
import { isRefusal, UpstreamRefusedError } from '../upstream/upstream-error.ts'
import { getMember } from '../wecom/api/member.ts'
import type { WecomClient } from '../wecom/client.ts'

/** After this age, WeCom is asked in the background, milliseconds. */
const RENEW_MS = 10 * 60_000
/** Without a newer confirmation, a member is not served longer, milliseconds. */
export const CONFIRMED_MS = 15 * 60_000
/** During an outage of WeCom, an old confirmation holds for one interval more, without admin rights. */
export const OUTAGE_MS = 2 * CONFIRMED_MS
/** A member whose old confirmation still holds does not wait longer for WeCom, milliseconds. */
const PATIENCE_MS = 1_000
/** A process that asks WeCom keeps the others from asking for this long, milliseconds. */
const ASKING_MS = 3_000
const POLL_MS = 50
const MAX_MEMBERS = 10_000

/**
 * What WeCom says about a member. `active`: confirmed within the last 15 minutes. `unconfirmed`: WeCom cannot be asked,
 * or does not answer within a second, and the last confirmation is at most 30 minutes old. `gone`: not a member any
 * more, or disabled.
 */
export type Standing = 'active' | 'unconfirmed' | 'gone'

/** Whether members are still members, by WeCom; shared by all processes. */
export interface Standings {
  /** WeCom has just named this member (a sign-in). */
  confirm(userId: string): Promise<void>
  /**
   * @returns at once what this process knows, which is nearly always
   * @throws {UpstreamRefusedError | UpstreamUnavailableError} when WeCom cannot be asked for too long
   */
  of(userId: string): Promise<Standing> | Standing
}

export interface StandingsOptions {
  wecom: WecomClient
  vault: Vault
  clock: Clock
}

interface Known {
  standing: 'active' | 'gone'
  /** Milliseconds on the monotonic clock. */
  at: number
}

/** A question to WeCom that runs. */
interface Renewal {
  fact: Promise<Known>
  /** Resolves PATIENCE_MS after the first request began to wait. */
  late?: Promise<void>
}

export function createStandings({ wecom, vault, clock }: StandingsOptions): Standings {
  const known = new LRUCache<string, Known>({ max: MAX_MEMBERS })
  const asking = new Map<string, Renewal>()
  const slotOf = (userId: string) =>
    vault.slot(`standing:${vault.fingerprint(userId)}`, v.picklist(['active', 'gone']), OUTAGE_MS)
  const ageOf = ({ at }: Known) => clock.monotonic() - at

  /** A member who is gone may come back and sign in at another process, so only the store remembers that. */
  function remember(userId: string, fact: Known): Known {
    if (fact.standing === 'active') known.set(userId, fact)
    else known.delete(userId)
    return fact
  }

  async function learn(userId: string, standing: Known['standing']): Promise<Known> {
    await slotOf(userId).set(standing)
    return remember(userId, { standing, at: clock.monotonic() })
  }

  /** The age comes from the store's clock, so processes whose clocks differ agree. */
  async function readShared(userId: string): Promise<Known | undefined> {
    const entry = await slotOf(userId).entry()
    if (!entry) return undefined
    const shared = { standing: entry.value, at: clock.monotonic() - (OUTAGE_MS - entry.ttlMs) }
    const own = known.get(userId)
    // During an outage of Redis, the shadow keeps a value for less time, so that it seems older than it is.
    return own && own.at > shared.at ? own : remember(userId, shared)
  }

  async function askWecom(userId: string): Promise<Known> {
    try {
      return await learn(userId, (await getMember(wecom, userId)).active ? 'active' : 'gone')
    }
    catch (error) {
      if (isRefusal(error, 'no_member')) return learn(userId, 'gone')
      // The app may not see this member (60011). WeCom then says nothing about them, and the sign-in counts.
      if (error instanceof UpstreamRefusedError && error.concernsMember) return learn(userId, 'active')
      throw error
    }
  }

  /** One process asks; the others wait for what it learns. */
  async function renew(userId: string): Promise<Known> {
    const lock = `standing:${vault.fingerprint(userId)}:asking`
    for (let waited = 0; waited < ASKING_MS; waited += POLL_MS) {
      const lease = await vault.acquire(lock, ASKING_MS)
      try {
        // After the lock: the process that had it may have learned something.
        const shared = await readShared(userId)
        if (shared && ageOf(shared) < RENEW_MS) return shared
        if (lease) return await askWecom(userId)
      }
      finally {
        await lease?.release()
      }
      await clock.sleep(POLL_MS)
    }
    return askWecom(userId)
  }

  function renewOnce(userId: string): Renewal {
    const renewal = asking.get(userId) ?? { fact: renew(userId).finally(() => asking.delete(userId)) }
    asking.set(userId, renewal)
    return renewal
  }

  const holds = (fact: Known | undefined) => fact?.standing === 'active' && ageOf(fact) < OUTAGE_MS

  async function find(userId: string): Promise<Standing> {
    const fact = known.get(userId) ?? await readShared(userId)
    if (fact && ageOf(fact) < CONFIRMED_MS) {
      // In the background: a switch of chats must not wait for it.
      if (ageOf(fact) >= RENEW_MS) renewOnce(userId).fact.catch(() => {})
      return fact.standing
    }
    const renewal = renewOnce(userId)
    try {
      if (!holds(fact)) return (await renewal.fact).standing
      // Shared: while WeCom hangs, only the first requests wait.
      renewal.late ??= clock.sleep(PATIENCE_MS)
      const newer = await Promise.race([renewal.fact, renewal.late])
      return newer ? newer.standing : 'unconfirmed'
    }
    catch (error) {
      if (holds(fact)) return 'unconfirmed'
      throw error
    }
  }

  return {
    async confirm(userId) {
      await learn(userId, 'active')
    },
    of(userId) {
      const fact = known.get(userId)
      return fact && ageOf(fact) < RENEW_MS ? fact.standing : find(userId)
    },
  }
}
