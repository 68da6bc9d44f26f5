import * as v from 'valibot'
import type { Vault } from '../../storage/vault.ts'
import { UpstreamRefusedError } from '../upstream-error.ts'
import type { Upstream } from '../upstream-error.ts'

export interface RefusalMemoryOptions {
  upstream: Upstream
  /** Names what is fetched. It contains the secret's fingerprint, so that a corrected secret is tried at once. */
  key: string
  vault: Vault
}

/** A refusal that all processes of a store know. */
export interface KnownRefusal {
  error: UpstreamRefusedError
  /** How often in a row a wrong secret was refused; 0 for other refusals. */
  times: number
  /** Until it is tried again, milliseconds; 0: the next caller tries. */
  pausedMs: number
}

/** Remembers the last refusal of one credential. */
export interface RefusalMemory {
  known(): Promise<KnownRefusal | undefined>
  /**
   * @param times how often in a row it was refused before
   * @returns until it is tried again, milliseconds
   */
  remember(refusal: UpstreamRefusedError, times: number): Promise<number>
  forget(): Promise<void>
}

/** How long a refused set-up is remembered, milliseconds; a process remembers it in memory for the same time. */
const REFUSED_MS = 30_000
/** A wrong secret is remembered twice as long each time, up to this. */
const LONGEST_MS = 10 * 60_000
/** How long a wrong secret is known to be wrong after that: the doctor does not send it again. */
const COUNT_MS = 7 * 24 * 60 * 60_000

const text = v.optional(v.string())
const storedRefusal = v.object({
  endpoint: v.string(), errcode: v.number(), text, hint: text, callerIp: text, times: v.optional(v.number(), 0),
})

export function createRefusalMemory({ upstream, key, vault }: RefusalMemoryOptions): RefusalMemory {
  const refused = vault.slot(`${key}:refused`, storedRefusal, REFUSED_MS)
  return {
    async known() {
      const entry = await refused.entry()
      if (!entry) return undefined
      const { endpoint, errcode, times, ...said } = entry.value
      return {
        error: new UpstreamRefusedError(upstream, endpoint, errcode, said),
        times,
        pausedMs: Math.max(0, entry.ttlMs - (times > 0 ? COUNT_MS : 0)),
      }
    },
    async remember({ endpoint, errcode, said, isWrongSecret }, times) {
      const waitMs = isWrongSecret ? Math.min(REFUSED_MS * 2 ** times, LONGEST_MS) : REFUSED_MS
      await (isWrongSecret
        ? refused.set({ endpoint, errcode, ...said, times: times + 1 }, waitMs + COUNT_MS)
        : refused.set({ endpoint, errcode, ...said, times: 0 }))
      return waitMs
    },
    forget: () => refused.delete(),
  }
}
