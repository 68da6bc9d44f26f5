import * as v from 'valibot'
import type { Vault } from '../../storage/vault.ts'
import { UpstreamRefusedError } from '../upstream-error.ts'
import type { Upstream } from '../upstream-error.ts'

export interface SharedRefusalOptions {
  upstream: Upstream
  /** Names what is fetched. It contains the secret's fingerprint, so that a corrected secret is tried at once. */
  key: string
  vault: Vault
  /** Whether another call would only be refused again. */
  isFinal: (refusal: UpstreamRefusedError) => boolean
}

/** How long a refused set-up is remembered, milliseconds; a process remembers it in memory for the same time. */
const REFUSED_MS = 30_000
/** A wrong secret is remembered twice as long each time, up to this. */
const LONGEST_MS = 10 * 60_000
/** How long the number of refusals in a row is known after that. */
const COUNT_MS = LONGEST_MS

const text = v.optional(v.string())
const storedRefusal = v.object({
  endpoint: v.string(), errcode: v.number(), text, hint: text, callerIp: text, times: v.optional(v.number(), 0),
})

/**
 * Tells all processes of a store that the set-up is refused. If each process asked WeCom itself, it would receive the
 * wrong secret so often that it blocks this server's IP for an hour (doc 90313). A secret that stays wrong is tried
 * ever more rarely; the first success ends that.
 *
 * @returns `fetch`, but it throws the refusal that another process has received
 */
export function shareRefusals<T>({ upstream, key, vault, isFinal }: SharedRefusalOptions, fetch: () => Promise<T>) {
  const refused = vault.slot(`${key}:refused`, storedRefusal, REFUSED_MS)

  /** @param times how often in a row it was refused before */
  async function remember(refusal: UpstreamRefusedError, times: number): Promise<void> {
    const { endpoint, errcode, said } = refusal
    const waitMs = Math.min(REFUSED_MS * 2 ** times, LONGEST_MS)
    await (refusal.isWrongSecret
      ? refused.set({ endpoint, errcode, ...said, times: times + 1 }, waitMs + COUNT_MS)
      : refused.set({ endpoint, errcode, ...said, times: 0 }))
  }

  return async (): Promise<T> => {
    const known = await refused.entry()
    const { endpoint = '', errcode = 0, times = 0, ...said } = known?.value ?? {}
    if (known && known.ttlMs > (times > 0 ? COUNT_MS : 0)) {
      throw new UpstreamRefusedError(upstream, endpoint, errcode, said)
    }
    try {
      const answer = await fetch()
      if (known) await refused.delete()
      return answer
    }
    catch (error) {
      if (error instanceof UpstreamRefusedError && isFinal(error)) await remember(error, times)
      throw error
    }
  }
}
